/** Something outside the project is in the way; the message is a sentence that says what to do. */
export class LocalStackError extends Error {
  override name = 'LocalStackError';
}
