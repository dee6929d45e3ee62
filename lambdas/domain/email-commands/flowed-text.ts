/**
 * A text of the type `format=flowed` (RFC 3676, 4.1 and 4.2): a line that ends with a space goes on in the next one,
 * unless it is a signature's `-- ` or one of the two is quoted. A space at the beginning of a line is removed.
 */
export function joinFlowedLines(text: string): string {
  let joined = '';
  let goesOn = false;
  for (const line of text.split(/\r\n|\n/)) {
    const isQuoted = line.startsWith('>');
    const isSignature = line === '-- ';
    const content = line.startsWith(' ') ? line.slice(1) : line;
    joined += goesOn && !isQuoted && !isSignature ? content : `\n${content}`;
    goesOn = line.endsWith(' ') && !isQuoted && !isSignature;
  }
  return joined.slice(1);
}
