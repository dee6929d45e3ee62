/** Where each page of the site is. */
export interface SitePages {
  home: string;
  briefing: (briefingId: string) => string;
  topic: (topicId: string) => string;
  confirm: (token: string) => string;
  unsubscribe: (token: string) => string;
  manage: (token: string) => string;
}

/** The pages' addresses under `siteUrl`, which has no slash at its end. */
export function sitePages(siteUrl: string): SitePages {
  const withToken = (page: string) => (token: string) => `${siteUrl}/${page}?token=${token}`;
  return {
    home: siteUrl,
    briefing: (briefingId) => `${siteUrl}/briefings/${encodeURIComponent(briefingId)}`,
    topic: (topicId) => `${siteUrl}/topics/${topicId}`,
    confirm: withToken('confirm'),
    unsubscribe: withToken('unsubscribe'),
    manage: withToken('manage'),
  };
}
