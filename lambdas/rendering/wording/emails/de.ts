import { de as briefings } from '../briefings/de';
import { plural } from '../plural';
import type { EmailsWording } from './en';

const moreBriefings = (count: number) =>
  plural('de', count, { one: '# weitere Meldung', other: '# weitere Meldungen' });

export const de: EmailsWording = {
  newBriefing: 'Neue Meldung',
  newBriefings: (count) =>
    plural('de', count, { one: '# neue Meldung', other: '# neue Meldungen' }),
  briefingsOn: (count, topics) => `${briefings.count(count)}: ${topics}`,
  correction: (subject: string) => `Berichtigung: ${subject}`,
  corrects: 'Diese E-Mail berichtigt eine frühere, die wir Ihnen gesendet haben.',
  read: 'Meldung lesen',
  matchesTopics: (count) =>
    plural('de', count, { one: 'Passt zu Ihrem Thema', other: 'Passt zu # Ihrer Themen' }),
  alsoMatches: (topics) => `passt auch zu: ${topics}`,
  seeMoreTopics: (count) =>
    plural('de', count, { one: '# weiteres Thema ansehen', other: '# weitere Themen ansehen' }),
  seeMoreBriefings: (count) => `${moreBriefings(count)} ansehen`,
  seeMoreBriefingsOn: (count, topic) => `${moreBriefings(count)} ansehen: ${topic}`,
  seeBriefingsOfTopics: (count, topics) =>
    `${moreBriefings(count)} zu ${plural('de', topics, { one: '# Thema', other: '# Themen' })} ansehen`,
  unlisted: (count) => `und ${moreBriefings(count)}, hier nicht aufgeführt`,
  contents: 'In dieser E-Mail',
  gathered: 'Sofortmeldungen in einer E-Mail',
  restOfDay: 'Die übrigen Sofortmeldungen des Tages',
  because: (topics, site) =>
    `Sie erhalten diese E-Mail, weil Sie auf ${site} Folgendem folgen: ${topics}.`,
  becauseGathered: (topics, site) =>
    `Innerhalb von Minuten passten mehrere Meldungen, deshalb stehen sie in einer E-Mail. Sie erhalten sie, weil Sie auf ${site} Folgendem folgen: ${topics}.`,
  becauseRestOfDay: (topics, site) =>
    `An einem Tag passten so viele Meldungen, dass die übrigen in einer E-Mail stehen. Sie erhalten sie, weil Sie auf ${site} Folgendem folgen: ${topics}.`,
  manage: 'Abonnement verwalten',
  unsubscribe: 'Alle E-Mails abbestellen',
  unsubscribeTopic: 'Dieses Thema abbestellen',
  mute: 'Nichts mehr zu dieser Geschichte',
  confirm: {
    subject: (topics, count) =>
      count === 1 ? `Bestätigen Sie Ihr Thema: ${topics}` : `Bestätigen Sie Ihre Themen: ${topics}`,
    heading: (topic) => `Möchten Sie dem Thema ${topic} folgen?`,
    headingMany: (count) =>
      plural('de', count, {
        one: 'Möchten Sie # Thema folgen?',
        other: 'Möchten Sie # Themen folgen?',
      }),
    preheader:
      'Ohne Ihre Bestätigung senden wir nichts. Falls Sie das nicht waren, ignorieren Sie diese E-Mail.',
    asked: (address, site) =>
      `Sie oder jemand, der ${address} auf ${site} eingegeben hat, möchten diesen Themen folgen:`,
    ifConfirmed: (sent) =>
      `Wenn Sie bestätigen, senden wir Ihnen Meldungen ${sent}. Bis dahin senden wir keine.`,
    expires: (time) =>
      `Die Schaltfläche öffnet eine Seite, auf der Sie bestätigen. Sie funktioniert bis zum ${time}. Falls sie sich nicht öffnet, kopieren Sie diese Adresse in Ihren Browser:`,
    otherTopic: (hours) =>
      plural('de', hours, {
        one: 'Auf dieser Seite können Sie auch ein anderes Thema wählen. Das geht mit jeder Bestätigungs-E-Mail der letzten Stunde.',
        other:
          'Auf dieser Seite können Sie auch ein anderes Thema wählen. Das geht mit jeder Bestätigungs-E-Mail der letzten # Stunden.',
      }),
    lastOfDay:
      'Das ist heute die letzte E-Mail dieser Art an Sie. Wenn Sie einem anderen Thema folgen möchten, wählen Sie es auf der Seite, die die Schaltfläche öffnet.',
    notYou: 'Falls Sie das nicht waren, ignorieren Sie diese E-Mail: Dann wird nichts abonniert.',
    neverAsk: 'Nie wieder fragen',
  },
};
