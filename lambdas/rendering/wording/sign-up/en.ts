export const en = {
  /** Of a field that nobody sees; programs fill it in. */
  leaveEmpty: 'Leave this field empty',
};

/** The wording of the hidden fields of the form to follow a topic. */
export type SignUpWording = typeof en;
