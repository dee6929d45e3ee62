import type { SettingsWording } from './en';

export const fr: SettingsWording = {
  schedule: {
    heading: 'Quand envoyer les récapitulatifs',
    hour: 'Envoyer les récapitulatifs à',
    timeZone: 'Fuseau horaire',
    weekday: 'Récapitulatif hebdomadaire le',
    monthDay: 'Récapitulatif mensuel',
    firstWorkingDay: 'Le premier jour ouvré',
    dayOfMonth: (day) => `Le ${day} du mois`,
  },
  alerts: {
    heading: 'Combien d’alertes, et quand',
    quietHint:
      'Les alertes de vos heures calmes vous parviennent dans un seul e-mail à la fin de celles-ci.',
    quietFrom: 'Heures calmes de',
    quietTo: 'à',
    noQuietHours: 'Pas d’heures calmes',
    maxPerDay: 'Nombre maximal d’alertes par jour',
    maxPerDayHint:
      'Au-delà, elles arrivent dans un seul e-mail le lendemain matin. Laissez vide pour ne pas fixer de limite.',
  },
  language: {
    heading: 'Langue',
    label: 'Langue de vos e-mails et de vos pages',
  },
  save: 'Enregistrer les réglages',
  muted: {
    heading: 'Les affaires dont vous ne voulez plus entendre parler',
    none: 'Aucune. Chaque alerte contient un lien « Plus rien sur cette affaire ».',
    mutedAt: (time) => `Depuis le ${time}`,
    unmute: 'En recevoir à nouveau',
    unmuteStory: (title) => `En recevoir à nouveau : « ${title} »`,
  },
  notices: {
    saved: 'Vos réglages sont enregistrés.',
    unmuted: (title) => `Vous recevrez à nouveau des dépêches sur « ${title} ».`,
    notMuted: 'Cette affaire n’est pas masquée.',
  },
  mute: {
    title: 'Plus rien sur cette affaire ?',
    lead: (title) => `Nous ne vous enverrons plus rien sur « ${title} » ni sur ses suites.`,
    gone: 'Nous ne vous enverrons plus rien sur cette affaire ni sur ses suites.',
    keepsTopics: 'Vous continuez à suivre vos sujets.',
    button: 'Plus rien sur cette affaire',
    mutedTitle: 'Plus rien sur cette affaire',
    muted: (title) => `Vous ne recevrez plus rien sur « ${title} ».`,
    undo: 'Annuler : en recevoir à nouveau',
    unmutedTitle: 'Vous suivez de nouveau cette affaire',
    unmuted: (title) => `Nous vous enverrons à nouveau des dépêches sur « ${title} ».`,
    unknownTitle: 'Cette dépêche n’existe plus',
    unknown: 'Il n’y a rien à masquer.',
  },
};
