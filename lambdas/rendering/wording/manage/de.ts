import type { ManageWording } from './en';

export const de: ManageWording = {
  navigation: 'Ihr Abonnement',
  pages: {
    topics: 'Ihre Themen',
    settings: 'Einstellungen',
    sent: 'Was wir Ihnen geschickt haben',
    absence: 'Warum habe ich das nicht bekommen?',
    account: 'Ihre Adresse und Ihre Daten',
  },
  sentTo: (address) => `Was wir an ${address} senden.`,
  suppressed: (address) =>
    `An ${address} senden wir keine E-Mails, weil sie zurückkamen oder abgelehnt wurden. Ändern Sie Ihre Adresse, um wieder welche zu bekommen.`,
  topics: {
    heading: 'Themen, denen Sie folgen',
    none: 'Sie folgen keinem Thema, deshalb senden wir Ihnen keine E-Mails.',
    howOften: 'Wie oft',
    save: 'Speichern',
    saveFrequency: (topic) => `Speichern, wie oft wir Ihnen zu ${topic} schreiben`,
    edit: 'Bearbeiten',
    editTopic: (topic) => `${topic} bearbeiten`,
    stop: 'Beenden',
    stopTopic: (topic) => `Beenden: ${topic} nicht mehr folgen`,
  },
  add: {
    heading: 'Einem weiteren Thema folgen',
    label: 'Thema',
    hint: 'Ein oder mehrere Wörter. Eine Meldung passt, wenn sie alle enthält, in beliebiger Reihenfolge und Form.',
    preview: 'Zeigen, was Sie bekämen',
    follow: 'Folgen',
  },
  editor: {
    addTitle: 'Einem Thema folgen',
    editTitle: 'Thema bearbeiten',
    nowFollowing: (topic) => `Sie folgen ${topic}.`,
    afterSaving: 'Danach gilt nur noch der neue Wortlaut. Die Häufigkeit bleibt gleich.',
    save: 'Speichern',
    back: 'Zurück zu Ihren Themen',
    acceptBroad: 'Ja, ich möchte alle diese Meldungen.',
    tickBroad:
      'Auf dieses Thema passen sehr viele Meldungen. Setzen Sie das Häkchen, wenn Sie alle möchten.',
  },
  digestNow: {
    heading: 'Übersicht jetzt senden',
    hint: 'Alles, was auf Ihre nächste Übersicht wartet, kommt sofort. Die nächste kommt zur gewohnten Zeit.',
    button: 'Jetzt senden',
  },
  pause: {
    heading: 'Pause',
    hint: 'Was inzwischen passt, heben wir auf und senden es am Ende der Pause in einer E-Mail.',
    until: 'Bis',
    button: 'E-Mails aussetzen',
    paused: (day) => `Ihre E-Mails sind bis ${day} ausgesetzt.`,
    change: 'Enddatum ändern',
    resume: 'Pause jetzt beenden',
  },
  unsubscribe: {
    heading: 'Abbestellen',
    summary: 'Ich möchte keine E-Mails mehr',
    button: 'Alle E-Mails abbestellen',
  },
  consent: (topic, frequency) => `${topic} folgen (${frequency})`,
  notices: {
    follows: {
      instant: (topic) => `Sie folgen ${topic}. Wir senden jede Meldung, sobald sie erscheint.`,
      daily: (topic) =>
        `Sie folgen ${topic}. Wir senden die Meldungen in einer täglichen Übersicht.`,
      weekly: (topic) =>
        `Sie folgen ${topic}. Wir senden die Meldungen in einer wöchentlichen Übersicht.`,
      monthly: (topic) =>
        `Sie folgen ${topic}. Wir senden die Meldungen in einer monatlichen Übersicht.`,
    },
    edited: (topic, former) => `Sie folgen jetzt ${topic} statt ${former}.`,
    sameTopic: (topic) => `Das bedeutet dasselbe wie zuvor. Sie folgen ${topic}.`,
    stopped: (topic) => `Sie folgen ${topic} nicht mehr.`,
    stoppedEverything: 'Sie haben alles abbestellt. Wir senden Ihnen keine E-Mails mehr.',
    nothingToDo: 'Diesem Thema folgen Sie nicht.',
    digestQueued: 'Ihre Übersicht ist unterwegs.',
    digestNothingNew: 'Auf Ihre nächste Übersicht wartet nichts.',
    digestNoneFollowed: 'Sie folgen keinem Thema in einer Übersicht.',
    digestPaused: 'Ihre E-Mails sind ausgesetzt. Beenden Sie zuerst die Pause.',
    digestTooSoon:
      'Wir haben Ihre Übersicht vor wenigen Minuten gesendet. Versuchen Sie es später noch einmal.',
    paused: (day) => `Ihre E-Mails sind bis ${day} ausgesetzt. Inzwischen geht nichts verloren.`,
    resumed: 'Die Pause ist beendet. Was gewartet hat, ist unterwegs.',
  },
};
