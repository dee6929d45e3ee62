/** The URLs of the site's pages. */
export interface SitePages {
  home: string;
  archive: string;
  privacy: string;
  briefing: (briefingId: string) => string;
  topic: (topicId: string) => string;
  confirm: (token: string) => string;
  unsubscribe: (token: string) => string;
  manage: (token: string) => string;
  changeAddress: (token: string) => string;
  neverAsk: (token: string) => string;
  mute: (token: string) => string;
  commands: (token: string) => string;
}

/** Returns the URLs of the pages. `siteUrl` has no trailing slash. */
export function sitePages(siteUrl: string): SitePages {
  const withToken = (page: string) => (token: string) => `${siteUrl}/${page}?token=${token}`;
  return {
    home: siteUrl,
    archive: `${siteUrl}/archive`,
    privacy: `${siteUrl}/privacy`,
    briefing: (briefingId) => `${siteUrl}/briefings/${encodeURIComponent(briefingId)}`,
    topic: (topicId) => `${siteUrl}/topics/${topicId}`,
    confirm: withToken('confirm'),
    unsubscribe: withToken('unsubscribe'),
    manage: withToken('manage'),
    changeAddress: withToken('change-address'),
    neverAsk: withToken('never-ask'),
    mute: withToken('mute'),
    commands: withToken('commands'),
  };
}
