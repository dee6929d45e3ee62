import type { SettingsWording } from './en';

export const de: SettingsWording = {
  schedule: {
    heading: 'Wann wir Übersichten senden',
    hour: 'Übersichten senden um',
    timeZone: 'Zeitzone',
    weekday: 'Wöchentliche Übersicht am',
    monthDay: 'Monatliche Übersicht am',
    firstWorkingDay: 'ersten Werktag',
    dayOfMonth: (day) => `${day}. des Monats`,
  },
  alerts: {
    heading: 'Wie viele Sofortmeldungen und wann',
    quietHint:
      'Sofortmeldungen aus Ihren Ruhezeiten kommen gesammelt in einer E-Mail, wenn die Ruhezeit endet.',
    quietFrom: 'Ruhezeit von',
    quietTo: 'bis',
    noQuietHours: 'Keine Ruhezeit',
    maxPerDay: 'Höchstens so viele Sofortmeldungen am Tag',
    maxPerDayHint:
      'Weitere kommen am nächsten Morgen gesammelt in einer E-Mail. Lassen Sie das Feld leer, wenn Sie keine eigene Grenze möchten.',
  },
  language: {
    heading: 'Sprache',
    label: 'Sprache Ihrer E-Mails und Seiten',
  },
  save: 'Einstellungen speichern',
  muted: {
    heading: 'Geschichten, von denen Sie nichts mehr hören möchten',
    none: 'Keine. In jeder Sofortmeldung steht ein Link „Nichts mehr zu dieser Geschichte“.',
    mutedAt: (time) => `Seit ${time}`,
    unmute: 'Wieder davon hören',
    unmuteStory: (title) => `Wieder davon hören: „${title}“`,
  },
  notices: {
    saved: 'Ihre Einstellungen sind gespeichert.',
    unmuted: (title) => `Sie hören wieder von „${title}“.`,
    notMuted: 'Diese Geschichte ist nicht stummgeschaltet.',
  },
  mute: {
    title: 'Nichts mehr zu dieser Geschichte?',
    lead: (title) => `Wir senden Ihnen nichts mehr zu „${title}“ und zu allem, was daraus folgt.`,
    gone: 'Wir senden Ihnen nichts mehr zu dieser Geschichte und zu allem, was daraus folgt.',
    keepsTopics: 'Ihren Themen folgen Sie weiterhin.',
    button: 'Nichts mehr zu dieser Geschichte',
    mutedTitle: 'Nichts mehr zu dieser Geschichte',
    muted: (title) => `Sie hören nichts mehr von „${title}“.`,
    undo: 'Rückgängig: wieder davon hören',
    unmutedTitle: 'Sie hören wieder von dieser Geschichte',
    unmuted: (title) => `Wir senden Ihnen wieder Meldungen zu „${title}“.`,
    unknownTitle: 'Diese Meldung gibt es nicht mehr',
    unknown: 'Es gibt nichts stummzuschalten.',
  },
};
