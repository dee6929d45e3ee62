import { isolate } from '../../isolate';
import { plural } from '../plural';
import type { ArchiveWording } from './en';

export const de: ArchiveWording = {
  title: 'Archiv',
  description: 'Alle Meldungen, die neuesten zuerst, mit Suche.',
  search: 'Im Archiv suchen',
  searchHint:
    'Wörter, Namen, "Wortgruppen" in Anführungszeichen, OR zwischen Alternativen, - vor dem, was fehlen soll.',
  searchButton: 'Suchen',
  latest: 'Neueste Meldungen',
  found: (expression) => `Meldungen zu ${isolate(expression)}`,
  none: 'Es sind noch keine Meldungen erschienen.',
  notFound: (expression) => `Keine Meldung passt zu ${isolate(expression)}.`,
  notFoundHere: (expression, days) => {
    const range = plural('de', days, { one: 'dieses Tages', other: 'dieser # Tage' });
    return `Keine Meldung ${range} passt zu ${isolate(expression)}. Sie können weiter zurück suchen.`;
  },
  older: 'Ältere Meldungen',
  followThis: 'Diesem Thema per E-Mail folgen',
  feeds: 'Dasselbe als Feed:',
  atom: 'Atom',
  jsonFeed: 'JSON Feed',
  kicker: 'Meldung',
  readAt: (source) => `Lesen bei ${isolate(source)}`,
  tags: 'Schlagwörter',
  topicDescription: (topic) => `Meldungen zu ${topic}.`,
  topicKicker: 'Thema',
  noMatches: 'Noch passt keine Meldung. Folgen Sie dem Thema, um von der ersten zu erfahren.',
  feedTitle: (site, topic) => (topic === '' ? site : `${site}: ${topic}`),
};
