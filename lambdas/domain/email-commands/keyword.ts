/** The word that a command begins with, whatever its language. */
export const KEYWORDS = [
  'follow',
  'instant',
  'daily',
  'weekly',
  'monthly',
  'unfollow',
  'list',
  'pause',
  'resume',
  'mute',
  'why',
  'help',
] as const;
export type Keyword = (typeof KEYWORDS)[number];
