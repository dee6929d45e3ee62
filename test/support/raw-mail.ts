import PostalMime, { type Email } from 'postal-mime';

/** The header block of a raw email, as sent over SMTP. */
export function headerBlock(raw: Buffer): string {
  const text = raw.toString('latin1');
  return text.slice(0, text.indexOf('\r\n\r\n'));
}

/** The names of the headers in lower case. */
export function headerNames(raw: Buffer): string[] {
  return headerBlock(raw)
    .split('\r\n')
    .filter((line) => !/^[ \t]/.test(line))
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
}

/** The unfolded value of a header, or undefined if the email does not have it. */
export function headerValue(raw: Buffer, name: string): string | undefined {
  const unfolded = headerBlock(raw).replace(/\r\n[ \t]/g, ' ');
  const line = unfolded
    .split('\r\n')
    .find((candidate) => candidate.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim();
}

/** Parses a raw email. */
export function parsed(raw: Buffer): Promise<Email> {
  return PostalMime.parse(raw);
}
