/** Pages behind links of emails, which are personal, and searches, of which there is no end. */
const PRIVATE_PATHS = [
  '/api/',
  '/archive?',
  '/change-address',
  '/confirm',
  '/feeds/',
  '/link',
  '/manage',
  '/mute',
  '/never-ask',
  '/preview',
  '/unsubscribe',
];

/** Writes robots.txt (RFC 9309). `siteUrl` has no trailing slash. */
export function renderRobots(siteUrl: string): string {
  const lines = PRIVATE_PATHS.map((path) => `Disallow: ${path}`);
  return ['User-agent: *', ...lines, '', `Sitemap: ${siteUrl}/sitemap.xml`, ''].join('\n');
}
