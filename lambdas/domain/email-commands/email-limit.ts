/** In bytes. Larger emails are not read: SES accepts up to 40 MB, but the memory of a function is limited. */
export const MAX_EMAIL_BYTES = 10 * 1024 * 1024;
