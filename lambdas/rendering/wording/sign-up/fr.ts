import type { SignUpWording } from './en';

export const fr: SignUpWording = {
  leaveEmpty: 'Laissez ce champ vide',
};
