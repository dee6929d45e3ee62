import type { SignUpWording } from './en';

export const de: SignUpWording = {
  leaveEmpty: 'Lassen Sie dieses Feld leer',
};
