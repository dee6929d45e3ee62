import { plural } from '../plural';
import type { HomeWording } from './en';

export const fr: HomeWording = {
  title: 'L’actualité que vous suivez, dès qu’elle paraît',
  lead: 'Décrivez un sujet avec vos propres mots. Quand une dépêche y correspond, nous vous l’envoyons par e-mail dès sa parution, ou dans un récapitulatif quotidien, hebdomadaire ou mensuel. Nous n’envoyons rien d’autre, et vous pouvez vous désabonner en un clic.',
  description:
    'Suivez un sujet et recevez un e-mail quand une dépêche y correspond : dès sa parution, ou dans un récapitulatif quotidien, hebdomadaire ou mensuel.',
  errorTitle: 'Erreur : suivre un sujet',
  follow: 'Suivre un sujet',
  topic: 'Que souhaitez-vous suivre ?',
  topicHint:
    'Un ou plusieurs mots. Une dépêche correspond si elle les contient tous, dans n’importe quel ordre et sous toutes leurs formes.',
  examples: 'Quelques idées :',
  exampleTopics: 'Exemples de sujets',
  help: 'Autres façons d’écrire un sujet',
  phrase: 'ces mots côte à côte',
  either: 'l’un ou l’autre mot',
  without: 'le premier mot, mais pas le second',
  prefix: 'les mots qui commencent par ces lettres',
  inTitle: 'un mot dans le titre',
  withTag: 'les dépêches qui portent cette étiquette',
  everything: 'toutes les dépêches',
  email: 'Votre adresse e-mail',
  emailHint: 'Nous vous enverrons un lien de confirmation.',
  submit: 'Suivre ce sujet',
  submitChosen: 'Suivre votre sélection',
  newsletters: 'Newsletters',
  newslettersHint:
    'Cochez celles qui vous intéressent. Vous pouvez aussi indiquer un sujet, ou laisser ce champ vide.',
  didYouMean: (suggestion) => `Vouliez-vous écrire ${suggestion} ?`,
  useSuggestion: (suggestion) => `Utiliser ${suggestion}`,
  keepTyped: (typed) => `Garder ${typed}`,
  tooMany: 'Trop de demandes',
  notSent:
    'Nous avons reçu trop de demandes et n’avons pas pu vous envoyer d’e-mail. Votre saisie est toujours dans le formulaire.',
  tryAgainInMinutes: (minutes) =>
    plural('fr', minutes, {
      one: 'Réessayez dans # minute.',
      many: 'Réessayez dans # de minutes.',
      other: 'Réessayez dans # minutes.',
    }),
  tryAgainInHours: (hours) =>
    plural('fr', hours, {
      one: 'Réessayez dans # heure.',
      many: 'Réessayez dans # d’heures.',
      other: 'Réessayez dans # heures.',
    }),
  byEmail: (address: string, command: string) =>
    `Ou envoyez un e-mail à ${address} avec pour objet « ${command} »`,
  latest: 'Dernières dépêches',
  archive: 'Toutes les dépêches',
};
