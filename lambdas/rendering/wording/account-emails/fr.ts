import type { AccountEmailsWording } from './en';

export const fr: AccountEmailsWording = {
  manageLink: {
    subject: 'Votre lien pour gérer votre abonnement',
    asked: (site) =>
      `Vous, ou quelqu’un qui a saisi votre adresse sur ${site}, avez demandé un lien pour gérer votre abonnement.`,
    button: 'Gérer votre abonnement',
    expires: (time) =>
      `Ce lien est valable jusqu’au ${time}. Ne transférez pas cet e-mail : toute personne qui possède le lien peut modifier votre abonnement.`,
    notYou: 'Si ce n’était pas vous, ignorez cet e-mail. Rien ne changera.',
  },
  changeAddress: {
    subject: 'Confirmez votre nouvelle adresse',
    asked: (site, address) =>
      `Un abonné de ${site} a demandé à recevoir désormais ses dépêches à l’adresse ${address}.`,
    button: 'Oui, utiliser cette adresse',
    expires: (time) =>
      `Le bouton ouvre une page où vous confirmez. Il est valable jusqu’au ${time}.`,
    notYou:
      'Si ce n’était pas vous, ignorez cet e-mail. Rien ne change tant que vous n’avez pas confirmé.',
  },
  addressChanged: {
    subject: 'Votre adresse a été modifiée',
    moved: (site, address, time) =>
      `Votre abonnement à ${site} a été transféré vers une autre adresse le ${time}. Vous ne recevrez plus de dépêches à l’adresse ${address}.`,
    notYou: (site) =>
      `Si ce n’était pas vous, contactez ${site} sans tarder. Vous trouverez l’adresse ci-dessous.`,
  },
};
