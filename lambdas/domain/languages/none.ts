/** What a recognizer answers when the text at that place is not of its sort. */
export const NONE = -1;
