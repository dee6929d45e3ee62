/** A problem outside the project, such as a port in use. The message says what to do about it. */
export class LocalStackError extends Error {
  override name = 'LocalStackError';
}
