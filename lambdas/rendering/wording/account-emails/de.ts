import type { AccountEmailsWording } from './en';

export const de: AccountEmailsWording = {
  manageLink: {
    subject: 'Ihr Link zum Verwalten Ihres Abonnements',
    asked: (site) =>
      `Sie oder jemand, der Ihre Adresse auf ${site} eingegeben hat, möchten einen Link zum Verwalten Ihres Abonnements.`,
    button: 'Abonnement verwalten',
    expires: (time) =>
      `Der Link funktioniert bis zum ${time}. Leiten Sie diese E-Mail nicht weiter: Wer den Link hat, kann Ihr Abonnement ändern.`,
    notYou: 'Falls Sie das nicht waren, ignorieren Sie diese E-Mail. Es ändert sich nichts.',
  },
  changeAddress: {
    subject: 'Bestätigen Sie Ihre neue Adresse',
    asked: (site, address) =>
      `Ein Abonnent von ${site} möchte seine Meldungen künftig an ${address} bekommen.`,
    button: 'Ja, diese Adresse verwenden',
    expires: (time) =>
      `Die Schaltfläche öffnet eine Seite, auf der Sie bestätigen. Sie funktioniert bis zum ${time}.`,
    notYou:
      'Falls Sie das nicht waren, ignorieren Sie diese E-Mail. Ohne Ihre Bestätigung ändert sich nichts.',
  },
  addressChanged: {
    subject: 'Ihre Adresse wurde geändert',
    moved: (site, address, time) =>
      `Ihr Abonnement bei ${site} ist am ${time} auf eine andere Adresse umgezogen. An ${address} bekommen Sie keine Meldungen mehr.`,
    notYou: (site) =>
      `Falls Sie das nicht waren, wenden Sie sich bitte umgehend an ${site}. Die Anschrift finden Sie unten.`,
  },
};
