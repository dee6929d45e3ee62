export const en = {
  skip: 'Skip to main content',
  navigation: 'Site',
  follow: 'Follow a topic',
  onlyForBriefings: 'We use your email address only to send you the briefings you ask for.',
  archive: 'Archive',
  languages: 'Languages',
  privacy: 'Privacy',
};

/** The wording around every page. */
export type SiteWording = typeof en;
