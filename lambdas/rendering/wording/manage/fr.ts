import type { ManageWording } from './en';

export const fr: ManageWording = {
  navigation: 'Votre abonnement',
  pages: {
    topics: 'Vos sujets',
    settings: 'Réglages',
    sent: 'Ce que nous vous avons envoyé',
    absence: 'Pourquoi n’ai-je pas reçu ceci ?',
    account: 'Votre adresse et vos données',
  },
  sentTo: (address) => `Ce que nous envoyons à ${address}.`,
  suppressed: (address) =>
    `Nous n’envoyons plus d’e-mails à ${address}, car ils nous sont revenus ou ont été refusés. Changez d’adresse pour en recevoir à nouveau.`,
  topics: {
    heading: 'Les sujets que vous suivez',
    none: 'Vous ne suivez aucun sujet ; nous ne vous envoyons donc aucun e-mail.',
    howOften: 'Fréquence',
    save: 'Enregistrer',
    saveFrequency: (topic) => `Enregistrer la fréquence des e-mails sur ${topic}`,
    edit: 'Modifier',
    editTopic: (topic) => `Modifier ${topic}`,
    stop: 'Arrêter',
    stopTopic: (topic) => `Arrêter de suivre ${topic}`,
  },
  add: {
    heading: 'Suivre un autre sujet',
    label: 'Sujet',
    hint: 'Un ou plusieurs mots. Une dépêche correspond si elle les contient tous, dans n’importe quel ordre et sous toutes leurs formes.',
    preview: 'Voir ce que vous recevriez',
    follow: 'Suivre',
  },
  editor: {
    addTitle: 'Suivre un sujet',
    editTitle: 'Modifier un sujet',
    nowFollowing: (topic) => `Vous suivez ${topic}.`,
    afterSaving:
      'À partir de l’enregistrement, seule la nouvelle formulation compte. La fréquence reste la même.',
    save: 'Enregistrer',
    back: 'Retour à vos sujets',
    acceptBroad: 'Oui, je veux recevoir toutes ces dépêches.',
    tickBroad:
      'Ce sujet correspond à un très grand nombre de dépêches. Cochez la case si vous les voulez toutes.',
  },
  digestNow: {
    heading: 'Recevoir mon récapitulatif maintenant',
    hint: 'Tout ce qui attend votre prochain récapitulatif vous parvient tout de suite. Le suivant arrivera à l’heure habituelle.',
    button: 'L’envoyer maintenant',
  },
  pause: {
    heading: 'Pause',
    hint: 'Nous gardons les dépêches qui correspondent entre-temps et vous les envoyons en un seul e-mail à la fin de la pause.',
    until: 'Jusqu’au',
    button: 'Suspendre les e-mails',
    paused: (day) => `Vos e-mails sont suspendus jusqu’au ${day}.`,
    change: 'Modifier la date de fin',
    resume: 'Mettre fin à la pause',
  },
  unsubscribe: {
    heading: 'Se désabonner',
    summary: 'Je ne veux plus recevoir d’e-mails',
    button: 'Me désabonner de tous les e-mails',
  },
  consent: (topic, frequency) => `Suivre ${topic} (${frequency})`,
  notices: {
    follows: {
      instant: (topic) =>
        `Vous suivez ${topic}. Nous vous enverrons chaque dépêche dès sa publication.`,
      daily: (topic) =>
        `Vous suivez ${topic}. Nous vous enverrons les dépêches dans un récapitulatif quotidien.`,
      weekly: (topic) =>
        `Vous suivez ${topic}. Nous vous enverrons les dépêches dans un récapitulatif hebdomadaire.`,
      monthly: (topic) =>
        `Vous suivez ${topic}. Nous vous enverrons les dépêches dans un récapitulatif mensuel.`,
    },
    edited: (topic, former) => `Vous suivez désormais ${topic} au lieu de ${former}.`,
    sameTopic: (topic) => `Le sens est le même qu’avant. Vous suivez ${topic}.`,
    stopped: (topic) => `Vous ne suivez plus ${topic}.`,
    stoppedEverything: 'Vous êtes désabonné(e). Nous ne vous enverrons plus d’e-mails.',
    nothingToDo: 'Vous ne suivez pas ce sujet.',
    digestQueued: 'Votre récapitulatif est en route.',
    digestNothingNew: 'Rien n’attend votre prochain récapitulatif.',
    digestNoneFollowed: 'Vous ne suivez aucun sujet par récapitulatif.',
    digestPaused: 'Vos e-mails sont suspendus. Mettez d’abord fin à la pause.',
    digestTooSoon:
      'Nous vous avons envoyé votre récapitulatif il y a quelques minutes. Réessayez plus tard.',
    paused: (day) => `Vos e-mails sont suspendus jusqu’au ${day}. Rien ne se perd entre-temps.`,
    resumed: 'La pause est terminée. Ce qui attendait est en route.',
  },
};
