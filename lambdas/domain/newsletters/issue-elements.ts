/**
 * The elements that stand for what html has no element for. `readIssue` turns them into blocks. They survive the
 * sanitizer with these attributes alone.
 */
export const NOTE_ELEMENT = 'bw-note';
export const NOTE_TEXT_ELEMENT = 'bw-note-text';
export const SERVICE_ELEMENT = 'bw-block';
