/** A text that counts how many of its characters are read. */
export interface CountedText {
  /** Behaves as the string does. */
  text: string;
  charactersRead(): number;
}

/**
 * Wraps a string so that a test can count the work done on it instead of measuring time. An index
 * or `charCodeAt` counts 1; a search counts the characters it passes; every other method, and a
 * conversion to a plain string, counts the characters of its result or of the whole string.
 */
export function countCharactersRead(plain: string): CountedText {
  let count = 0;
  const costOf = (method: string, args: unknown[], result: unknown): number => {
    if (/^(charCodeAt|codePointAt|charAt|at)$/.test(method)) return 1;
    if (method === 'startsWith') return String(args[0]).length;
    if (method === 'slice') return String(result).length;
    if (method === 'indexOf') {
      const found = Number(result);
      return (found < 0 ? plain.length : found) - Number(args[1] ?? 0) + String(args[0]).length;
    }
    return plain.length;
  };
  const proxy = new Proxy(new String(plain), {
    get: (target, key) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) {
        count += 1;
        return plain[Number(key)];
      }
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const result: unknown = Reflect.apply(member, plain, args);
        count += costOf(String(key), args, result);
        return result;
      };
    },
  });
  return { text: proxy as unknown as string, charactersRead: () => count };
}
