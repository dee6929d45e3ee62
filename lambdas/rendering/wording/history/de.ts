import { plural } from '../plural';
import type { HistoryWording } from './en';

export const de: HistoryWording = {
  sent: {
    lead: 'Die E-Mails der letzten 90 Tage, die neuesten zuerst, jede mit ihrem Grund.',
    none: 'Wir haben Ihnen in den letzten 90 Tagen keine E-Mail gesendet.',
    older: 'Ältere E-Mails',
    alert: (title) => `Sofortmeldung: ${title}`,
    alertWithdrawn: 'Sofortmeldung zu einer Meldung, die es nicht mehr gibt',
    gathered: 'Mehrere Sofortmeldungen in einer E-Mail',
    gatheredOf: (count) =>
      plural('de', count, {
        one: '# Sofortmeldung in einer E-Mail',
        other: '# Sofortmeldungen in einer E-Mail',
      }),
    digest: {
      daily: 'Tägliche Übersicht',
      weekly: 'Wöchentliche Übersicht',
      monthly: 'Monatliche Übersicht',
    },
    account: {
      follow: {
        subject: 'Bestätigung eines Themas',
        reason: 'Sie oder jemand, der Ihre Adresse eingab, wollten dem Thema folgen.',
      },
      'manage-link': {
        subject: 'Link zum Verwalten Ihres Abonnements',
        reason: 'Sie oder jemand, der Ihre Adresse eingab, haben ihn angefordert.',
      },
      'change-address': {
        subject: 'Bestätigung einer neuen Adresse',
        reason: 'Sie wollten zu dieser Adresse wechseln, deshalb ging die E-Mail dorthin.',
      },
      'address-changed': {
        subject: 'Hinweis auf Ihre geänderte Adresse',
        reason: 'Sie haben Ihre Adresse gewechselt, deshalb ging ein Hinweis an die frühere.',
      },
    },
    because: (topics) => `Sie bekamen sie, weil Sie ${topics} folgen.`,
    becauseFormer: (count) =>
      plural('de', count, {
        one: 'Sie bekamen sie wegen eines Themas, dem Sie nicht mehr folgen.',
        other: 'Sie bekamen sie wegen # Themen, denen Sie nicht mehr folgen.',
      }),
    becauseBoth: (topics, count) =>
      plural('de', count, {
        one: `Sie bekamen sie, weil Sie ${topics} folgen, und wegen eines Themas, dem Sie nicht mehr folgen.`,
        other: `Sie bekamen sie, weil Sie ${topics} folgen, und wegen # Themen, denen Sie nicht mehr folgen.`,
      }),
    unrecorded: 'Die Themen dazu wurden nicht festgehalten.',
  },
  absence: {
    lead: 'Fügen Sie die Adresse einer Meldung ein. Wir sehen nach, welches Thema, welches Wort, welche Häufigkeit oder Einstellung den Ausschlag gab.',
    label: 'Adresse der Meldung',
    hint: 'Die ihrer Seite hier oder die der ursprünglichen Veröffentlichung.',
    button: 'Nachsehen',
    unreadable: 'Das ist keine Webadresse. Kopieren Sie sie aus der Adresszeile Ihres Browsers.',
    unknown: (days) =>
      plural('de', days, {
        one: 'Wir kennen keine Meldung des letzten Tages mit dieser Adresse.',
        other: 'Wir kennen keine Meldung der letzten # Tage mit dieser Adresse.',
      }),
    suppressed:
      'An Ihre Adresse senden wir keine E-Mails, weil sie zurückkamen oder abgelehnt wurden. Ändern Sie Ihre Adresse, um wieder welche zu bekommen.',
    noTopics: 'Sie folgen keinem Thema, deshalb kann keine Meldung passen.',
    noneMatched: 'Keines Ihrer Themen passte dazu.',
    closest: 'Die Themen, die am nächsten kamen',
    others: (count) => plural('de', count, { one: '# weiteres Thema', other: '# weitere Themen' }),
    sent: {
      alert: (time) => `Wir haben sie Ihnen als Sofortmeldung gesendet: ${time}.`,
      gathered: (time) =>
        `Wir haben sie Ihnen in einer E-Mail mit mehreren Sofortmeldungen gesendet: ${time}.`,
      daily: (time) => `Wir haben sie Ihnen in Ihrer täglichen Übersicht gesendet: ${time}.`,
      weekly: (time) => `Wir haben sie Ihnen in Ihrer wöchentlichen Übersicht gesendet: ${time}.`,
      monthly: (time) => `Wir haben sie Ihnen in Ihrer monatlichen Übersicht gesendet: ${time}.`,
    },
    waits: {
      pause: (time) => `Ihre E-Mails sind ausgesetzt. Sie kommt, wenn die Pause endet: ${time}.`,
      'quiet-hours': (time) =>
        `Sie fiel in Ihre Ruhezeit. Wir senden sie, wenn diese endet: ${time}.`,
      'daily-limit': (time) =>
        `An dem Tag hatten Sie schon so viele Sofortmeldungen, wie Ihre Einstellungen zulassen. Der Rest kommt in einer E-Mail: ${time}.`,
      gathered: (time) =>
        `Sie folgte wenige Minuten auf eine andere Sofortmeldung und wartet deshalb auf die nächste E-Mail: ${time}.`,
      daily: (time) =>
        `Dieses Thema bekommen Sie täglich. Sie kommt in Ihrer nächsten Übersicht: ${time}.`,
      weekly: (time) =>
        `Dieses Thema bekommen Sie wöchentlich. Sie kommt in Ihrer nächsten Übersicht: ${time}.`,
      monthly: (time) =>
        `Dieses Thema bekommen Sie monatlich. Sie kommt in Ihrer nächsten Übersicht: ${time}.`,
      someTime: 'Sie wartet auf Ihre nächste E-Mail.',
    },
    muted: (title) => `Sie wollten nichts mehr zur Geschichte „${title}“.`,
    onItsWay: 'Sie ist zu Ihnen unterwegs.',
    superseded: 'Stattdessen wurde eine neuere Fassung gesendet.',
    refused: 'Ihr E-Mail-Anbieter oder unserer hat die E-Mail abgelehnt.',
    notSent:
      'Sie passte, wurde aber nicht gesendet: Sie hatten abbestellt oder das Thema geändert, oder sie wurde zurückgezogen.',
    missing: (parts) => `Sie enthält nicht ${parts}.`,
    excluded: (parts) => `Sie enthält ${parts}, was Sie ausgeschlossen haben.`,
    followedLater: (time) => `Sie erschien, bevor Sie diesem Thema folgten: ${time}.`,
    changedLater: 'Ihr Text wurde später geändert. Als sie erschien, passte sie nicht.',
    notMatchedYet: 'Sie ist eben erst erschienen. Sehen Sie in einigen Minuten noch einmal nach.',
  },
};
