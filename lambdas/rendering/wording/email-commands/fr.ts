import { plural } from '../plural';
import type { EmailCommandsWording } from './en';

export const fr: EmailCommandsWording = {
  results: {
    followed: (topic, sent) => `Vous suivez ${topic}. Les dépêches arrivent ${sent}.`,
    frequencySet: (topics, sent) => `Désormais, les dépêches sur ${topics} arrivent ${sent}.`,
    unfollowed: (topics) => `Vous ne suivez plus ${topics}.`,
    left: 'Vous êtes désabonné(e) de tous les sujets. Vous ne recevrez plus de dépêches par e-mail.',
    listed: (count) =>
      plural('fr', count, {
        one: 'Vous suivez # sujet :',
        many: 'Vous suivez # de sujets :',
        other: 'Vous suivez # sujets :',
      }),
    listedNone: 'Vous ne suivez aucun sujet.',
    pausedUntil: (time) => `Tous les e-mails sont suspendus jusqu’au ${time}.`,
    paused: (time) =>
      `Tous les e-mails sont suspendus jusqu’au ${time}. Ce qui devait vous parvenir d’ici là sera envoyé après la pause.`,
    resumed: 'La pause est terminée. Les e-mails reprennent.',
    muted: (title) => `Vous ne recevrez plus d’e-mails sur « ${title} ».`,
    unmuted: (title) => `Vous recevrez de nouveau des dépêches sur « ${title} ».`,
    explained: (title) =>
      `Vous avez reçu « ${title} », car cette dépêche correspond aux sujets suivants :`,
    explainedDigest: 'Vous avez reçu cet e-mail parce que vous suivez ces sujets :',
    explainedNone: 'Vous ne suivez plus les sujets de cet e-mail.',
    labelled: (label, text) => `${label} : ${text}`,
    notFollowed: 'Vous ne suivez pas ce sujet.',
    notInReply: (command) => `« ${command} » s’emploie uniquement en réponse à une alerte.`,
    refused: (reason) => `Ce n’était pas possible. ${reason}`,
    topicMissing: (example) => `Indiquez le sujet. Par exemple : ${example}`,
    dateMissing: (example) => `Indiquez jusqu’à quand. Par exemple : ${example}`,
    misspelled: (command) => `Vouliez-vous dire « ${command} » ?`,
    noCommand: 'Nous n’avons trouvé aucune commande dans votre e-mail.',
  },
  help: {
    subject: 'Les commandes par e-mail',
    lead: 'Écrivez une commande par ligne, comme objet ou dans les premières lignes d’un e-mail :',
    topic: 'aide Gaza',
    date: '1er décembre',
    days: '3 jours',
    follow: 'suivre un sujet',
    daily:
      'recevoir un sujet dans un récapitulatif quotidien ; aussi : immédiat, hebdomadaire, mensuel',
    unfollow: 'ne plus suivre un sujet',
    unfollowAll: 'arrêter tous les e-mails',
    list: 'voir vos sujets',
    pause: 'suspendre tous les e-mails',
    resume: 'mettre fin à la pause',
    mute: 'ne plus rien recevoir sur cette affaire (en réponse à une alerte)',
    why: 'savoir pourquoi vous avez reçu une alerte (en y répondant)',
  },
  commands: {
    follow: (topic, sent) => `Suivre ${topic}. Les dépêches arrivent ${sent}.`,
    setFrequency: (sent) => `Recevoir les dépêches sur vos sujets ${sent}.`,
    unfollow: (topic) => `Ne plus suivre ${topic}.`,
    unfollowAll: 'Se désabonner de tout.',
    list: 'Voir vos sujets.',
    pause: (date) => `Suspendre tous les e-mails jusqu’au ${date}.`,
    resume: 'Mettre fin à la pause.',
    mute: 'Ne plus recevoir d’e-mails sur l’affaire à laquelle vous avez répondu.',
    unmute: 'Recevoir de nouveau des e-mails sur cette affaire.',
    why: 'Voir pourquoi vous avez reçu l’e-mail auquel vous avez répondu.',
  },
  confirm: {
    subject: 'Confirmez la demande faite par e-mail',
    asked: (address, site) => `Un e-mail envoyé par ${address} demande à ${site} ce qui suit :`,
    button: 'Oui, je confirme',
    expires: (time) => `Le bouton ouvre une page de confirmation. Il est valable jusqu’au ${time}.`,
    notYou:
      'Si ce n’était pas vous, ignorez cet e-mail. Rien ne change tant que vous ne confirmez pas.',
    title: 'Confirmez la demande faite par e-mail',
    doneTitle: 'C’est fait',
    nothingToDo: 'Il n’y avait rien à faire : cette adresse ne suit aucun sujet.',
  },
  undo: 'Annuler',
  manage: 'Gérer vos sujets',
};
