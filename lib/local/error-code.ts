/** The code of a system error, such as ENOENT; the error as text if it has none. */
export function errorCode(error: unknown): string {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return String(hasCode ? error.code : error);
}
