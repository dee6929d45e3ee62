/** In bytes: more is not read. SES takes up to 40 MB, but the memory of a function is limited. */
export const MAX_EMAIL_BYTES = 10 * 1024 * 1024;
