import type { AccountWording } from './en';

export const fr: AccountWording = {
  address: {
    heading: 'Votre adresse',
    hint: (address) =>
      `Vos e-mails sont envoyés à ${address}. Nous envoyons un lien à la nouvelle adresse ; dès que vous l’aurez ouvert, vos e-mails y parviendront.`,
    label: 'Nouvelle adresse e-mail',
    button: 'Envoyer le lien',
  },
  download: {
    heading: 'Ce que nous conservons sur vous',
    hint: 'Votre adresse, vos réglages, vos sujets avec votre consentement et les e-mails des 90 derniers jours, dans un fichier JSON.',
    button: 'Télécharger',
  },
  erase: {
    heading: 'Effacer mes données',
    summary: 'Je veux que tout ce qui me concerne soit effacé',
    hint: 'Votre adresse, vos sujets et vos réglages sont supprimés immédiatement et définitivement. Vous ne recevrez plus d’e-mails.',
    confirm: 'Oui, effacez tout ce qui me concerne.',
    button: 'Tout effacer',
    notTicked: 'Cochez la case si vous voulez que tout ce qui vous concerne soit effacé.',
  },
  notices: {
    asked: (address) =>
      `Si l’adresse ${address} peut être utilisée, un lien vient d’y être envoyé. Il est valable deux jours. Rien ne change tant que vous ne l’avez pas ouvert.`,
    same: 'Vos e-mails sont déjà envoyés à cette adresse.',
    limited:
      'Nous avons envoyé un lien il y a quelques minutes. Consultez votre boîte de réception ou réessayez plus tard.',
  },
  change: {
    title: 'Utiliser cette adresse ?',
    lead: (address) => `Vos e-mails seront dès lors envoyés à ${address}.`,
    button: 'Utiliser cette adresse',
    doneTitle: 'Votre adresse est modifiée',
    done: (address) =>
      `Vos e-mails sont désormais envoyés à ${address}. Nous en avons averti l’ancienne adresse.`,
    unavailableTitle: 'Cette adresse ne peut pas être utilisée',
    unavailable: 'Elle a peut-être son propre abonnement. Rien n’a changé.',
    toManage: 'Gérer vos sujets',
  },
  erased: {
    title: 'Tout ce qui vous concerne est effacé',
    lead: 'Nous avons supprimé votre adresse, vos sujets et vos réglages. Vous ne recevrez plus d’e-mails.',
  },
  gone: {
    title: 'Il n’y a plus rien ici',
    lead: 'L’abonnement auquel ce lien appartient a été effacé. Nous n’en conservons rien et n’envoyons plus d’e-mails.',
    follow: 'Suivre un sujet',
  },
};
