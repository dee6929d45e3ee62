import type { RefusalSentences } from '../../../domain/refusal';
import { plural } from '../plural';

export const de: RefusalSentences = {
  incompleteAddress: () =>
    'Diese E-Mail-Adresse ist nicht vollständig. Schreiben Sie sie wie name@example.org.',
  refusedDomain: () =>
    'Adressen dieser Domain nehmen wir nicht an. Verwenden Sie die Adresse Ihres eigenen Postfachs.',
  webAddress: () =>
    'Ein Thema kann keine Webadresse enthalten. Geben Sie die Wörter, Namen oder Orte ein, denen Sie folgen möchten.',
  unknownFrequency: () => 'Wählen Sie sofort, täglich, wöchentlich oder monatlich.',
  unknownHour: () => 'Wählen Sie eine Stunde von 0 bis 23.',
  unknownTimeZone: () =>
    'Diese Zeitzone kennen wir nicht. Wählen Sie eine Zeitzone wie Europe/Berlin.',
  unknownLanguage: (codes) => `Wählen Sie eine der Sprachen: ${codes}.`,
  noTopic: () => 'Nennen Sie ein Thema, dem Sie folgen möchten.',
  tooManyTopicsAtOnce: (max) =>
    plural('de', max, {
      one: 'Nennen Sie höchstens # Thema auf einmal.',
      other: 'Nennen Sie höchstens # Themen auf einmal.',
    }),
  topicsTooLongAtOnce: () =>
    'Diese Themen sind zusammen zu lang. Nennen Sie weniger Themen auf einmal.',
  tooManyTopics: (max) =>
    plural('de', max, {
      one: 'Sie können höchstens # Thema folgen. Beenden Sie zuerst ein anderes Thema.',
      other: 'Sie können höchstens # Themen folgen. Beenden Sie zuerst ein anderes Thema.',
    }),
  emptyExpression: () => 'Geben Sie ein Wort, einen Namen oder eine Wortgruppe ein.',
  noWords: () =>
    'Hier steht kein Wort, dem Sie folgen können. Geben Sie einen Namen, einen Ort oder eine Wortgruppe ein.',
  onlyStopWords: () => 'Alle diese Wörter sind zu häufig. Ergänzen Sie einen Namen oder einen Ort.',
  onlyNegations: () =>
    'Sie nennen nur, was ausgeschlossen werden soll; fast jede Meldung würde passen. Ergänzen Sie ein Wort, das vorkommen muss.',
  negativeBranch: () =>
    'Eine Seite des OR nennt nur, was ausgeschlossen werden soll; fast jede Meldung würde passen. Ergänzen Sie auf dieser Seite ein Wort.',
  expressionTooLong: (max) =>
    plural('de', max, {
      one: 'Das Thema ist länger als # Zeichen. Behalten Sie Namen und Orte und lassen Sie den Rest weg.',
      other:
        'Das Thema ist länger als # Zeichen. Behalten Sie Namen und Orte und lassen Sie den Rest weg.',
    }),
  tooManyTerms: (max) =>
    plural('de', max, {
      one: 'Das Thema hat mehr als # Wort. Behalten Sie das wichtigste oder folgen Sie mehreren Themen.',
      other:
        'Das Thema hat mehr als # Wörter. Behalten Sie die wichtigsten oder folgen Sie mehreren Themen.',
    }),
  tooDeep: (max) =>
    plural('de', max, {
      one: 'Hier gibt es mehr als # Klammerebene. Vereinfachen Sie das Thema oder folgen Sie mehreren Themen.',
      other:
        'Hier gibt es mehr als # Klammerebenen. Vereinfachen Sie das Thema oder folgen Sie mehreren Themen.',
    }),
  prefixTooShort: (min) =>
    plural('de', min, {
      one: 'Schreiben Sie mindestens # Buchstaben vor das Sternchen, wie in terr*.',
      other: 'Schreiben Sie mindestens # Buchstaben vor das Sternchen, wie in terr*.',
    }),
  nearNeedsWords: () =>
    'Setzen Sie NEAR zwischen zwei Wörter oder Wortgruppen, wie in Waffenruhe NEAR/5 Gaza. Gruppen mit AND oder Minus lassen sich damit nicht verbinden.',
  unknownWeekday: () => 'Wählen Sie einen Tag von Montag bis Sonntag.',
  unknownMonthDay: (max) =>
    `Wählen Sie einen Tag des Monats vom 1. bis zum ${max}. oder den ersten Werktag.`,
  unknownQuietHours: () =>
    'Wählen Sie für Beginn und Ende Ihrer Ruhezeit zwei verschiedene Stunden, oder lassen Sie beide Felder leer.',
  unknownMaxAlerts: (max) => `Wählen Sie eine Anzahl von Sofortmeldungen zwischen 1 und ${max}.`,
  unknownDate: () => 'Wählen Sie ein Datum.',
  pauseInThePast: () => 'Wählen Sie ein späteres Datum für das Ende der Pause.',
  pauseTooLong: (days) =>
    plural('de', days, {
      one: 'Eine Pause kann höchstens # Tag dauern.',
      other: 'Eine Pause kann höchstens # Tage dauern.',
    }),
  pauseTooLongNow: (days) =>
    plural('de', days, {
      one: 'Was für Sie bereitliegt, muss verschickt werden, bevor es zu alt ist. Diese Pause kann deshalb höchstens # Tag dauern.',
      other:
        'Was für Sie bereitliegt, muss verschickt werden, bevor es zu alt ist. Diese Pause kann deshalb höchstens # Tage dauern.',
    }),
  pauseNotNow: () =>
    'Was für Sie bereitliegt, muss verschickt werden, bevor es zu alt ist. Nach Ihrer nächsten E-Mail können Sie wieder pausieren.',
};
