import { plural } from '../plural';
import type { SubscribingWording } from './en';

export const de: SubscribingWording = {
  inbox: {
    title: 'Sehen Sie in Ihrem Posteingang nach',
    sent: (email, topics) =>
      `Wir haben eine E-Mail an ${email} gesendet. Öffnen Sie sie und klicken Sie auf die Schaltfläche, um ${topics} zu folgen.`,
    validFor: (hours) =>
      plural('de', hours, {
        one: 'Der Link darin gilt # Stunde.',
        other: 'Der Link darin gilt # Stunden.',
      }),
    ifMissing: 'Wenn die E-Mail nicht ankommt',
    checkSpam: 'Sehen Sie im Spam-Ordner nach.',
    wait: 'Warten Sie einige Minuten. Wir senden dieselbe E-Mail nur einmal in zehn Minuten.',
    checkAddress: (email) => `Prüfen Sie, ob ${email} Ihre Adresse ist.`,
    enterAgain: 'Adresse noch einmal eingeben',
  },
  confirm: {
    title: (topics) =>
      plural('de', topics, {
        one: 'Bestätigen Sie Ihr Thema',
        other: 'Bestätigen Sie Ihre Themen',
      }),
    lead: 'Klicken Sie auf die Schaltfläche, dann senden wir Ihnen diese Meldungen.',
    address: 'E-Mail-Adresse',
    topics: (count) => plural('de', count, { one: 'Thema', other: 'Themen' }),
    frequency: 'Wie oft',
    notYou:
      'Wenn Sie das nicht angefordert haben, schließen Sie diese Seite. Sie folgen noch keinem Thema.',
  },
  schedule: {
    instant: () => 'Sobald eine Meldung erscheint',
    daily: (hour, zone) => `In einer täglichen Übersicht um ${hour} Uhr (${zone})`,
    weekly: (hour, zone) => `In einer wöchentlichen Übersicht um ${hour} Uhr (${zone})`,
    monthly: (hour, zone) => `In einer monatlichen Übersicht um ${hour} Uhr (${zone})`,
  },
  already: {
    title: 'Bereits bestätigt',
    lead: 'Dieser Link wurde schon benutzt. Sie brauchen nichts weiter zu tun. In jeder unserer E-Mails steht ein Link, mit dem Sie Ihre Themen ändern können.',
  },
  left: {
    title: 'Sie haben inzwischen alles abbestellt',
    lead: 'Nachdem diese E-Mail versandt wurde, haben Sie alles abbestellt oder Ihre Daten löschen lassen. Sie gilt daher nicht mehr, und Sie bekommen keine E-Mails von uns.',
    follow: 'Wieder einem Thema folgen',
  },
  welcome: {
    title: 'Ihr Abonnement ist bestätigt',
    following: (topics) => `Sie folgen ${topics}.`,
    schedule: 'Wann wir Meldungen senden',
    cannotFollow: (topics) =>
      plural('de', topics, {
        one: 'Diesem Thema können Sie nicht folgen',
        other: 'Diesen Themen können Sie nicht folgen',
      }),
    notFollowed: (topic) => `Sie folgen ${topic} nicht.`,
    suppressed:
      'E-Mails an Ihre Adresse kamen zurück oder wurden als Spam gemeldet. Deshalb senden wir Ihnen keine. Schreiben Sie uns, wenn das nicht stimmt.',
    matches: (days) =>
      plural('de', days, {
        one: 'Das hätten Sie am letzten Tag erhalten',
        other: 'Das hätten Sie in den letzten # Tagen erhalten',
      }),
    noMatches: (days) =>
      plural('de', days, {
        one: 'Nichts am letzten Tag. Wir schreiben Ihnen, sobald es etwas gibt.',
        other: 'Nichts in den letzten # Tagen. Wir schreiben Ihnen, sobald es etwas gibt.',
      }),
    manage: 'Themen, Häufigkeit und Uhrzeit ändern',
    another: 'Einem weiteren Thema folgen',
    unsubscribe: 'In jeder E-Mail steht ein Link zum Abbestellen.',
  },
};
