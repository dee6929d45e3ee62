/** The path of a page with its token, so that a page that answers its form links to it in other languages. */
export function tokenPath(path: string, token: string): string {
  return token === '' ? path : `${path}?token=${encodeURIComponent(token)}`;
}
