import { plural } from '../plural';
import type { PreviewWording } from './en';

export const de: PreviewWording = {
  show: 'Zeigen, was ich erhalten hätte',
  heading: (days) => plural('de', days, { one: 'Am letzten Tag', other: 'In den letzten # Tagen' }),
  matched: (count) =>
    plural('de', count, {
      one: 'Sie hätten # Meldung erhalten.',
      other: 'Sie hätten # Meldungen erhalten.',
    }),
  nothing: 'Sie hätten nichts erhalten.',
  noBriefings:
    'In dieser Zeit ist nichts erschienen. Deshalb können wir Ihnen kein Beispiel zeigen.',
  cannotFollow: 'Diesem Thema können Sie noch nicht folgen',
  perWeek: 'Meldungen pro Woche',
  partOfWeek: (range, days) =>
    plural('de', days, { one: `${range} (# Tag)`, other: `${range} (# Tage)` }),
  week: 'Woche',
  briefings: 'Meldungen',
  clauses: 'Was jedes Wort bewirkt',
  clausesIntro: (briefings) =>
    plural('de', briefings, {
      one: '# Meldung ist erschienen. So viele lässt jedes Wort oder jede Wortgruppe durch, und so viele würden ohne sie zum Thema passen:',
      other:
        '# Meldungen sind erschienen. So viele lässt jedes Wort oder jede Wortgruppe durch, und so viele würden ohne sie zum Thema passen:',
    }),
  clause: 'Wort oder Wortgruppe',
  letsThrough: 'Lässt durch',
  withoutIt: 'Ohne sie',
  not: (clause) => `nicht ${clause}`,
  latest: 'Die neuesten',
  tooBroad: (percent) =>
    `Auf dieses Thema passen ${percent} aller Meldungen. Ergänzen Sie einen Namen oder einen Ort, um weniger zu erhalten.`,
  acceptBroad: 'Ja, ich möchte alle diese Meldungen.',
  tickBroad:
    'Kreuzen Sie das Kästchen an, wenn Sie alle diese Meldungen möchten, oder ergänzen Sie einen Namen oder einen Ort.',
  tooNarrow: 'Das ist vielleicht zu eng gefasst. Versuchen Sie es hiermit:',
  fewerWords:
    'Versuchen Sie es mit weniger oder allgemeineren Wörtern. Oder folgen Sie dem Thema, um von der ersten Meldung zu erfahren.',
};
