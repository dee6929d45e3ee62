import type { ErrorsWording } from './en';

export const fr: ErrorsWording = {
  home: 'Aller à la page d’accueil',
  archive: 'Lire les dernières dépêches',
  notFound: {
    title: 'Page introuvable',
    advice:
      'Il n’y a pas de page à cette adresse. Si vous l’avez copiée depuis un e-mail, vérifiez qu’elle est complète.',
  },
  tooLong: {
    title: 'Votre saisie est trop longue',
    advice: 'Revenez en arrière, raccourcissez votre saisie et réessayez.',
  },
  failure: {
    title: 'Une erreur s’est produite',
    advice: 'C’est notre faute, pas la vôtre. Réessayez dans une minute.',
  },
  expired: {
    title: 'Ce lien ne fonctionne plus',
    lead: 'Il a peut-être expiré, ou vous ne l’avez pas copié en entier.',
    sendLink: 'Nous pouvons vous en envoyer un nouveau, à l’adresse qui avait reçu l’e-mail.',
    changeAgain:
      'Nous pouvons envoyer un lien à l’adresse à laquelle vous recevez nos e-mails actuellement. La page qu’il ouvre vous permet de changer de nouveau d’adresse.',
    button: 'M’envoyer un nouveau lien',
    fromEmail: 'Utilisez les liens en bas de notre dernier e-mail.',
    unsubscribe:
      'Utilisez le lien de désabonnement en bas de notre dernier e-mail, ou le bouton de désabonnement de votre messagerie.',
    followAgain: 'Suivre de nouveau un sujet',
  },
};
