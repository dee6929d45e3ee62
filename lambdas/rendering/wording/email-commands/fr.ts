import { plural } from '../plural';
import type { EmailCommandsWording } from './en';

export const fr: EmailCommandsWording = {
  results: {
    followed: (topic, sent) => `Vous suivez ${topic}. Les dépêches arrivent ${sent}.`,
    frequencySet: (topics, sent) => `Désormais, les dépêches sur ${topics} arrivent ${sent}.`,
    unfollowed: (topics) => `Vous ne suivez plus ${topics}.`,
    left: 'Vous êtes désabonné(e) de tout. Vous ne recevrez plus d’e-mails sur des sujets.',
    listed: (count) =>
      plural('fr', count, {
        one: 'Vous suivez # sujet :',
        many: 'Vous suivez # de sujets :',
        other: 'Vous suivez # sujets :',
      }),
    listedNone: 'Vous ne suivez aucun sujet.',
    pausedUntil: (time) => `Tous les e-mails sont suspendus jusqu’au ${time}.`,
    paused: (time) =>
      `Tous les e-mails sont suspendus jusqu’au ${time}. Ce qui serait arrivé d’ici là arrive après la pause.`,
    resumed: 'La pause est terminée. Les e-mails reprennent.',
    muted: (title) => `Vous ne recevrez plus d’e-mails sur « ${title} ».`,
    unmuted: (title) => `Vous recevrez de nouveau des dépêches sur « ${title} ».`,
    explained: (title) => `Vous avez reçu « ${title} » parce qu’il correspond à ces sujets :`,
    explainedDigest: 'Vous avez reçu cet e-mail parce que vous suivez ces sujets :',
    explainedNone: 'Vous ne suivez plus les sujets de cet e-mail.',
    matchedBy: (topic, words) => `${topic} : ${words}`,
    notFollowed: 'Vous ne suivez pas ce sujet.',
    notInReply: (command) => `« ${command} » s’emploie en réponse à une alerte.`,
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
    mute: 'en réponse à une alerte : plus rien sur cette affaire',
    why: 'en réponse à une alerte : pourquoi vous l’avez reçue',
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
    subject: 'Confirmez votre demande par e-mail',
    asked: (address, site) => `Un e-mail de ${address} a demandé ceci à ${site} :`,
    button: 'Oui, faites-le',
    expires: (time) =>
      `Le bouton ouvre une page où vous confirmez. Il fonctionne jusqu’au ${time}.`,
    notYou:
      'Si ce n’était pas vous, ignorez cet e-mail. Rien ne change tant que vous ne confirmez pas.',
    title: 'Confirmez votre demande par e-mail',
    doneTitle: 'C’est fait',
    nothingToDo: 'Il n’y avait rien à faire : cette adresse ne suit aucun sujet.',
  },
  undo: 'Annuler',
  manage: 'Gérer vos sujets',
};
