import type { SignUpWording } from './en';

export const ar: SignUpWording = {
  leaveEmpty: 'اتركوا هذا الحقل فارغًا',
};
