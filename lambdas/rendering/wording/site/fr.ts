import type { SiteWording } from './en';

export const fr: SiteWording = {
  skip: 'Aller au contenu principal',
  navigation: 'Site',
  follow: 'Suivre un sujet',
  onlyForBriefings:
    'Nous n’utilisons votre adresse e-mail que pour vous envoyer les dépêches que vous demandez.',
  archive: 'Archives',
  languages: 'Langues',
  privacy: 'Confidentialité',
};
