import type { RefusalSentences } from '../../../domain/refusal';
import { plural } from '../plural';

export const fr: RefusalSentences = {
  incompleteAddress: () =>
    'Cette adresse e-mail est incomplète. Écrivez-la sous la forme nom@example.org.',
  refusedDomain: () =>
    'Nous n’acceptons pas les adresses de ce domaine. Utilisez l’adresse de votre propre boîte aux lettres.',
  webAddress: () =>
    'Un sujet ne peut pas contenir d’adresse web. Saisissez les mots, les noms ou les lieux à suivre.',
  unknownFrequency: () =>
    'Choisissez une fréquence : aussitôt, chaque jour, chaque semaine ou chaque mois.',
  unknownHour: () => 'Choisissez une heure entre 0 et 23.',
  unknownTimeZone: () =>
    'Nous ne connaissons pas ce fuseau horaire. Choisissez-en un, par exemple Europe/Paris.',
  unknownLanguage: (codes) => `Choisissez une langue parmi : ${codes}.`,
  noTopic: () => 'Indiquez un sujet à suivre.',
  tooManyTopicsAtOnce: (max) =>
    plural('fr', max, {
      one: 'Indiquez au plus # sujet à la fois.',
      many: 'Indiquez au plus # de sujets à la fois.',
      other: 'Indiquez au plus # sujets à la fois.',
    }),
  topicsTooLongAtOnce: () =>
    'Ces sujets sont trop longs pour être suivis en une seule fois. Indiquez-en moins.',
  tooManyTopics: (max) =>
    plural('fr', max, {
      one: 'Vous ne pouvez pas suivre plus de # sujet. Cessez d’abord de suivre un autre sujet.',
      many: 'Vous ne pouvez pas suivre plus de # de sujets. Cessez d’abord de suivre un autre sujet.',
      other: 'Vous ne pouvez pas suivre plus de # sujets. Cessez d’abord de suivre un autre sujet.',
    }),
  emptyExpression: () => 'Saisissez un mot, un nom ou une expression à suivre.',
  noWords: () => 'Il n’y a ici aucun mot à suivre. Saisissez un nom, un lieu ou une expression.',
  onlyStopWords: () =>
    'Tous ces mots sont trop courants pour être suivis. Ajoutez un nom ou un lieu.',
  onlyNegations: () =>
    'Vous indiquez seulement ce qu’il faut exclure : presque toutes les dépêches correspondraient. Ajoutez un mot qui doit y figurer.',
  negativeBranch: () =>
    'L’un des côtés du OR indique seulement ce qu’il faut exclure : presque toutes les dépêches correspondraient. Ajoutez un mot de ce côté.',
  expressionTooLong: (max) =>
    plural('fr', max, {
      one: 'Ce sujet dépasse # caractère. Gardez les noms et les lieux, et supprimez le reste.',
      many: 'Ce sujet dépasse # de caractères. Gardez les noms et les lieux, et supprimez le reste.',
      other: 'Ce sujet dépasse # caractères. Gardez les noms et les lieux, et supprimez le reste.',
    }),
  tooManyTerms: (max) =>
    plural('fr', max, {
      one: 'Ce sujet compte plus de # mot. Gardez le plus important ou suivez plusieurs sujets.',
      many: 'Ce sujet compte plus de # de mots. Gardez les plus importants ou suivez plusieurs sujets.',
      other:
        'Ce sujet compte plus de # mots. Gardez les plus importants ou suivez plusieurs sujets.',
    }),
  tooDeep: (max) =>
    plural('fr', max, {
      one: 'Il y a plus de # niveau de parenthèses. Simplifiez le sujet ou suivez plusieurs sujets.',
      many: 'Il y a plus de # de niveaux de parenthèses. Simplifiez le sujet ou suivez plusieurs sujets.',
      other:
        'Il y a plus de # niveaux de parenthèses. Simplifiez le sujet ou suivez plusieurs sujets.',
    }),
  prefixTooShort: (min) =>
    plural('fr', min, {
      one: 'Écrivez au moins # lettre avant l’astérisque, comme dans terr*.',
      many: 'Écrivez au moins # de lettres avant l’astérisque, comme dans terr*.',
      other: 'Écrivez au moins # lettres avant l’astérisque, comme dans terr*.',
    }),
  nearNeedsWords: () =>
    'Placez NEAR entre deux mots ou expressions, comme dans trêve NEAR/5 Gaza. Il ne peut pas relier des groupes qui contiennent AND ou le signe moins.',
  unknownWeekday: () => 'Choisissez un jour, du lundi au dimanche.',
  unknownMonthDay: (max) =>
    `Choisissez un jour du mois, du 1er au ${max}, ou le premier jour ouvré.`,
  unknownQuietHours: () =>
    'Choisissez deux heures différentes pour le début et la fin de vos heures calmes, ou laissez les deux champs vides.',
  unknownMaxAlerts: (max) => `Choisissez un nombre d’alertes entre 1 et ${max}.`,
  unknownDate: () => 'Choisissez une date.',
  pauseInThePast: () => 'Choisissez une date de fin de pause plus tardive.',
  pauseTooLong: (days) =>
    plural('fr', days, {
      one: 'Une pause peut durer # jour au plus.',
      many: 'Une pause peut durer # de jours au plus.',
      other: 'Une pause peut durer # jours au plus.',
    }),
  pauseTooLongNow: (days) =>
    plural('fr', days, {
      one: 'Ce qui vous attend doit être envoyé avant d’être trop ancien : cette pause peut durer # jour au plus.',
      many: 'Ce qui vous attend doit être envoyé avant d’être trop ancien : cette pause peut durer # de jours au plus.',
      other:
        'Ce qui vous attend doit être envoyé avant d’être trop ancien : cette pause peut durer # jours au plus.',
    }),
  pauseNotNow: () =>
    'Ce qui vous attend doit être envoyé avant d’être trop ancien. Vous pourrez faire une nouvelle pause après votre prochain e-mail.',
};
