/** How many signatures there are. */
export const SIGNATURES = 65_536;

/** A number below {@link SIGNATURES} for a word (FNV-1a, folded). Equal words have equal signatures. */
export function signatureOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) {
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  return ((hash >>> 16) ^ hash) & 0xffff;
}
