import { plural } from '../plural';
import type { UnsubscribeWording } from './en';

export const de: UnsubscribeWording = {
  all: {
    title: 'Alle E-Mails abbestellen',
    lead: (site) =>
      `Sie folgen dann keinem Thema mehr und erhalten keine E-Mails mehr von ${site}.`,
    button: 'Ja, abbestellen',
  },
  topic: {
    title: 'E-Mails zu diesem Thema abbestellen',
    lead: 'Sie erhalten dann keine E-Mails mehr zu diesem Thema. Ihre anderen Themen bleiben.',
    button: 'Ja, dieses Thema abbestellen',
    everything: 'Alle E-Mails abbestellen',
  },
  done: {
    title: 'Abbestellt',
    all: (site) => `Sie erhalten keine E-Mails mehr von ${site}.`,
    topic: 'Sie erhalten keine E-Mails mehr zu diesem Thema:',
    onItsWay: 'Eine E-Mail, die schon unterwegs ist, kann noch ankommen.',
    undo: 'Rückgängig machen',
    undoHint: (minutes) =>
      plural('de', minutes, {
        one: 'Das können Sie # Minute lang rückgängig machen.',
        other: 'Das können Sie # Minuten lang rückgängig machen.',
      }),
  },
  undone: {
    title: 'Sie folgen Ihren Themen wieder',
    lead: 'Alles ist wieder wie vorher.',
  },
  tooLate: {
    title: 'Das lässt sich nicht mehr rückgängig machen',
    lead: 'Es geht nur einmal, innerhalb weniger Minuten und nur, wenn Sie seitdem nichts geändert haben.',
    followAgain: 'Einem Thema wieder folgen',
  },
  link: {
    heading: 'Stattdessen Ihre Themen ändern',
    title: 'Einen Link zum Verwalten Ihrer Themen anfordern',
    lead: 'Mit einem Link können Sie Ihre Themen ändern und wie oft Sie E-Mails erhalten. Wir senden ihn an die Adresse, an die diese E-Mail ging.',
    button: 'Link zusenden',
    sentTitle: 'Sehen Sie in Ihrem Posteingang nach',
    sent: 'Wir haben einen Link an die Adresse gesendet, an die die E-Mail ging. Es kann einige Minuten dauern. Wenn Sie ihn schon einmal angefordert haben, verwenden Sie den Link, den Sie bereits erhalten haben.',
  },
  neverAsk: {
    title: 'Diese Anfragen beenden',
    lead: (site) =>
      `${site} sendet Ihnen keine E-Mails mehr mit der Bitte, ein Thema zu bestätigen, ganz gleich, wer Ihre Adresse eingibt.`,
    button: 'Nie wieder fragen',
    doneTitle: 'Wir fragen Sie nicht mehr',
    done: 'Sie erhalten keine E-Mails mehr mit der Bitte, ein Thema zu bestätigen. E-Mails zu Themen, denen Sie folgen, kommen weiterhin.',
    undo: 'Rückgängig machen',
    undoneTitle: 'Wir dürfen Sie wieder fragen',
    undone:
      'Wenn jemand Ihre Adresse eingibt, um einem Thema zu folgen, fragen wir Sie per E-Mail, ob Sie das möchten.',
  },
};
