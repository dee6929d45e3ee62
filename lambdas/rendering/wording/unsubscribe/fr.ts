import { plural } from '../plural';
import type { UnsubscribeWording } from './en';

export const fr: UnsubscribeWording = {
  all: {
    title: 'Se désabonner de tous les e-mails',
    lead: (site) => `Vous ne suivrez plus aucun sujet et ne recevrez plus d’e-mails de ${site}.`,
    button: 'Oui, me désabonner',
  },
  topic: {
    title: 'Ne plus recevoir d’e-mails sur ce sujet',
    lead: 'Vous ne recevrez plus d’e-mails sur ce sujet. Vous gardez vos autres sujets.',
    button: 'Oui, arrêter ces e-mails',
    everything: 'Se désabonner de tous les e-mails',
  },
  done: {
    title: 'Vous êtes désabonné(e)',
    all: (site) => `Vous ne recevrez plus d’e-mails de ${site}.`,
    topic: 'Vous ne recevrez plus d’e-mails sur ce sujet :',
    onItsWay: 'Un e-mail déjà parti peut encore vous parvenir.',
    undo: 'Annuler',
    undoHint: (minutes) =>
      plural('fr', minutes, {
        one: 'Vous pouvez annuler pendant # minute.',
        many: 'Vous pouvez annuler pendant # de minutes.',
        other: 'Vous pouvez annuler pendant # minutes.',
      }),
  },
  undone: {
    title: 'Vous suivez de nouveau vos sujets',
    lead: 'Tout est comme avant.',
  },
  tooLate: {
    title: 'Il est trop tard pour annuler',
    lead: 'L’annulation n’est possible qu’une fois, pendant quelques minutes, et si vous n’avez rien modifié depuis.',
    followAgain: 'Suivre de nouveau un sujet',
  },
  link: {
    heading: 'Modifier plutôt vos sujets',
    title: 'Recevoir un lien pour gérer vos sujets',
    lead: 'Un lien vous permet de modifier vos sujets et la fréquence des e-mails. Nous l’envoyons à l’adresse qui a reçu cet e-mail.',
    button: 'M’envoyer le lien',
    sentTitle: 'Consultez votre messagerie',
    sent: 'Nous avons envoyé un lien à l’adresse qui a reçu l’e-mail. Il peut mettre quelques minutes à arriver. Si vous l’aviez déjà demandé, utilisez le lien que vous avez reçu.',
  },
  neverAsk: {
    title: 'Arrêter ces demandes',
    lead: (site) =>
      `${site} ne vous enverra plus d’e-mails demandant de confirmer un sujet, quelle que soit la personne qui saisit votre adresse.`,
    button: 'Ne plus jamais me le demander',
    doneTitle: 'Nous ne vous demanderons plus rien',
    done: 'Vous ne recevrez plus d’e-mails demandant de confirmer un sujet. Les e-mails sur les sujets que vous suivez continuent.',
    undo: 'Annuler',
    undoneTitle: 'Nous pourrons de nouveau vous demander',
    undone:
      'Quand quelqu’un saisit votre adresse pour suivre un sujet, nous vous demandons par e-mail si vous le souhaitez.',
  },
};
