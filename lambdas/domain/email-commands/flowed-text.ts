/**
 * A text of the type `format=flowed` (RFC 3676, 4.1 and 4.2): a line that ends with a space continues on the next
 * line, unless it is a signature's `-- ` or one of the two is quoted. A space at the beginning of a line is removed.
 */
export function joinFlowedLines(text: string): string {
  let joined = '';
  let isContinued = false;
  for (const line of text.split(/\r\n|\n/)) {
    const isQuoted = line.startsWith('>');
    const isSignature = line === '-- ';
    const content = line.startsWith(' ') ? line.slice(1) : line;
    joined += isContinued && !isQuoted && !isSignature ? content : `\n${content}`;
    isContinued = line.endsWith(' ') && !isQuoted && !isSignature;
  }
  return joined.slice(1);
}
