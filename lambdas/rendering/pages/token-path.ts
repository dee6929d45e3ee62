/** The path of a page with the token that opens it; without a token, the path alone. */
export function tokenPath(path: string, token: string): string {
  return token === '' ? path : `${path}?token=${encodeURIComponent(token)}`;
}
