/**
 * The first link to the page in an email's text.
 *
 * @throws Error if there is none.
 */
export function findLink(text: string | undefined, page: string): URL {
  const link = new RegExp(`https?://\\S+/${page}\\S*`).exec(text ?? '')?.[0];
  if (link === undefined) throw new Error(`The email has no link to /${page}.`);
  return new URL(link);
}

/** The token in a link, which may be without a host. */
export function tokenOf(link: string): string {
  return new URL(link, 'http://localhost').searchParams.get('token') ?? '';
}
