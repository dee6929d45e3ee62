/** A logical id without the hash at its end. */
export function readable(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}
