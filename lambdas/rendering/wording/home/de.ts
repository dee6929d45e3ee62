import { plural } from '../plural';
import type { HomeWording } from './en';

export const de: HomeWording = {
  title: 'Erfahren Sie, wenn es in den Nachrichten ist',
  lead: 'Nennen Sie ein Thema in Ihren eigenen Worten. Sobald eine Meldung dazu passt, schicken wir sie Ihnen per E-Mail: sofort oder in einer täglichen, wöchentlichen oder monatlichen Übersicht. Sonst senden wir nichts, und abbestellen können Sie mit einem Klick.',
  description:
    'Folgen Sie einem Thema und erhalten Sie eine E-Mail, wenn eine Meldung dazu passt: sofort oder in einer täglichen, wöchentlichen oder monatlichen Übersicht.',
  errorTitle: 'Fehler: Einem Thema folgen',
  follow: 'Einem Thema folgen',
  topic: 'Welchem Thema möchten Sie folgen?',
  topicHint:
    'Ein oder mehrere Wörter. Eine Meldung passt, wenn alle darin vorkommen, in beliebiger Reihenfolge und Form.',
  examples: 'Zum Beispiel:',
  exampleTopics: 'Beispiele für Themen',
  help: 'Weitere Schreibweisen für Themen',
  phrase: 'diese Wörter direkt nebeneinander',
  either: 'eines der beiden Wörter',
  without: 'das erste Wort, aber nicht das zweite',
  prefix: 'Wörter, die mit diesen Buchstaben beginnen',
  inTitle: 'ein Wort in der Überschrift',
  withTag: 'Meldungen mit diesem Schlagwort',
  everything: 'alle Meldungen',
  email: 'Ihre E-Mail-Adresse',
  emailHint: 'Wir senden Ihnen einen Link zur Bestätigung.',
  submit: 'Diesem Thema folgen',
  submitChosen: 'Auswahl folgen',
  newsletters: 'Newsletter',
  newslettersHint:
    'Kreuzen Sie an, was Sie lesen möchten. Ein Thema können Sie zusätzlich angeben oder das Feld leer lassen.',
  didYouMean: (suggestion) => `Meinten Sie ${suggestion}?`,
  useSuggestion: (suggestion) => `${suggestion} verwenden`,
  keepTyped: (typed) => `${typed} behalten`,
  tooMany: 'Zu viele Anfragen',
  notSent:
    'Wir haben zu viele Anfragen erhalten und konnten Ihnen deshalb keine E-Mail senden. Ihre Angaben stehen noch im Formular.',
  tryAgainInMinutes: (minutes) =>
    plural('de', minutes, {
      one: 'Versuchen Sie es in einer Minute noch einmal.',
      other: 'Versuchen Sie es in # Minuten noch einmal.',
    }),
  tryAgainInHours: (hours) =>
    plural('de', hours, {
      one: 'Versuchen Sie es in einer Stunde noch einmal.',
      other: 'Versuchen Sie es in # Stunden noch einmal.',
    }),
  byEmail: (address: string, command: string) =>
    `Oder schicken Sie eine E-Mail an ${address} mit dem Betreff „${command}“`,
  latest: 'Neueste Meldungen',
  archive: 'Alle Meldungen',
};
