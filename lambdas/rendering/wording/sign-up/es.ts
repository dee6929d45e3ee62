import type { SignUpWording } from './en';

export const es: SignUpWording = {
  leaveEmpty: 'Deje este campo vacío',
};
