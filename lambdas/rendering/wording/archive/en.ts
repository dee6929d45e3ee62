import { isolate } from '../../isolate';
import { plural } from '../plural';

export const en = {
  title: 'Archive',
  description: 'All briefings, newest first, and a search in them.',
  search: 'Search the archive',
  searchHint:
    'Words, names, "phrases" in quotation marks, OR between alternatives, - before what to leave out.',
  searchButton: 'Search',
  latest: 'Latest briefings',
  found: (expression: string) => `Briefings on ${isolate(expression)}`,
  none: 'No briefings have been published yet.',
  notFound: (expression: string) => `No briefings match ${isolate(expression)}.`,
  notFoundHere: (expression: string, days: number) => {
    const range = plural('en', days, { one: 'this day', other: 'these # days' });
    return `No briefings in ${range} match ${isolate(expression)}. You can search further back.`;
  },
  older: 'Older briefings',
  followThis: 'Follow this topic by email',
  feeds: 'The same as a feed:',
  atom: 'Atom',
  jsonFeed: 'JSON Feed',
  kicker: 'Briefing',
  readAt: (source: string) => `Read it at ${isolate(source)}`,
  tags: 'Tags',
  topicDescription: (topic: string) => `Briefings on ${topic}.`,
  topicKicker: 'Topic',
  noMatches: 'No briefings match yet. Follow the topic to hear about the first.',
  /** The name of a feed; `topic` is empty for all briefings. */
  feedTitle: (site: string, topic: string) => (topic === '' ? site : `${site}: ${topic}`),
};

/** The wording of the archive, its feeds, and the pages of briefings and topics. */
export type ArchiveWording = typeof en;
