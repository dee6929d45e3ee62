/** Returned by functions that find the end of something when nothing of that type starts there. */
export const NONE = -1;
