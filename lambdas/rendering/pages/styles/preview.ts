/** Only for the pages of this part; the classes of all pages are in the other files. */
export const PREVIEW = ``;
