import type { RequestsWording } from './en';

export const fr: RequestsWording = {
  foreign: {
    title: 'Ce formulaire vient d’un autre site',
    lead: 'Pour votre sécurité, nous n’acceptons que les formulaires de nos propres pages. Ouvrez notre page et réessayez.',
  },
};
