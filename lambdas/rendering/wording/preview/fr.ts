import { plural } from '../plural';
import type { PreviewWording } from './en';

export const fr: PreviewWording = {
  show: 'Voir ce que vous auriez reçu',
  heading: (days) =>
    plural('fr', days, {
      one: 'Au cours du dernier jour',
      many: 'Au cours des # derniers jours',
      other: 'Au cours des # derniers jours',
    }),
  matched: (count) =>
    plural('fr', count, {
      one: 'Vous auriez reçu # dépêche.',
      many: 'Vous auriez reçu # de dépêches.',
      other: 'Vous auriez reçu # dépêches.',
    }),
  nothing: 'Vous n’auriez rien reçu.',
  noBriefings:
    'Rien n’a été publié pendant cette période : nous ne pouvons pas vous montrer d’exemple.',
  cannotFollow: 'Ce sujet ne peut pas encore être suivi',
  perWeek: 'Dépêches par semaine',
  partOfWeek: (range, days) =>
    plural('fr', days, {
      one: `${range} (# jour)`,
      many: `${range} (# de jours)`,
      other: `${range} (# jours)`,
    }),
  week: 'Semaine',
  briefings: 'Dépêches',
  clauses: 'L’effet de chaque mot',
  clausesIntro: (briefings) =>
    plural('fr', briefings, {
      one: '# dépêche a été publiée. Combien chaque mot ou expression en laisse passer, et combien correspondraient au sujet sans lui :',
      many: '# de dépêches ont été publiées. Combien chaque mot ou expression en laisse passer, et combien correspondraient au sujet sans lui :',
      other:
        '# dépêches ont été publiées. Combien chaque mot ou expression en laisse passer, et combien correspondraient au sujet sans lui :',
    }),
  clause: 'Mot ou expression',
  letsThrough: 'Laisse passer',
  withoutIt: 'Sans lui',
  not: (clause) => `sans ${clause}`,
  latest: 'Les plus récentes',
  tooBroad: (percent) =>
    `Ce sujet correspond à ${percent} des dépêches. Ajoutez un nom ou un lieu pour en recevoir moins.`,
  acceptBroad: 'Oui, je veux recevoir toutes ces dépêches.',
  tickBroad:
    'Cochez la case si vous voulez recevoir toutes ces dépêches, ou ajoutez un nom ou un lieu.',
  tooNarrow: 'Ce sujet est peut-être trop précis. Essayez plutôt :',
  fewerWords:
    'Essayez avec moins de mots ou des mots plus généraux. Vous pouvez aussi suivre ce sujet pour recevoir la première dépêche.',
};
