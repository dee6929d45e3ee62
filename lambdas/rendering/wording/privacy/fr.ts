import { plural } from '../plural';
import type { PrivacyWording } from './en';

const hours = (count: number) =>
  plural('fr', count, { one: '# heure', many: '# d’heures', other: '# heures' });
const days = (count: number) =>
  plural('fr', count, { one: '# jour', many: '# de jours', other: '# jours' });
const minutes = (count: number) =>
  plural('fr', count, { one: '# minute', many: '# de minutes', other: '# minutes' });

export const fr: PrivacyWording = {
  title: 'Confidentialité',
  description:
    'Ce que nous conservons à votre sujet, combien de temps, et comment le consulter ou l’effacer.',
  lead: 'Nous conservons ce qu’il faut pour vous envoyer les dépêches que vous demandez, et rien d’autre. Nous ne vendons rien, ne partageons rien et ne mesurons rien à votre sujet.',
  reading: {
    heading: 'Quand vous lisez nos pages',
    text: [
      'Nos pages ne déposent aucun cookie et ne chargent rien depuis d’autres sites. Nous ne notons pas qui lit quoi.',
      'Nos serveurs enregistrent des erreurs et des nombres. Ces journaux ne contiennent ni adresse, ni sujet, ni lien.',
    ],
  },
  asking: {
    heading: 'Quand vous demandez à suivre un sujet',
    text: (linkHours: number, keptDays: number) => [
      `Nous envoyons un seul e-mail à l’adresse indiquée. Son lien est valable ${hours(linkHours)}.`,
      `Nous conservons l’adresse et le sujet jusqu’à l’envoi de cet e-mail, ${days(keptDays)} au plus. Ensuite, ils ne figurent que dans son lien, jusqu’à ce que vous confirmiez.`,
      'Pour que personne ne puisse inonder la messagerie d’autrui, nous comptons pendant un jour les demandes faites pour une même boîte et depuis un même réseau. Nous n’enregistrons que des empreintes de l’une et de l’autre.',
      'Si vous appuyez sur « Ne plus jamais me le demander » dans un tel e-mail, nous conservons une empreinte de votre adresse jusqu’à ce que vous changiez d’avis.',
    ],
  },
  following: {
    heading: 'Tant que vous suivez des sujets',
    text: [
      'Nous conservons votre adresse, vos sujets et leur fréquence, votre langue, votre fuseau horaire et les autres choix faits sur votre page.',
      'Avec chaque sujet, nous conservons votre consentement : le moment où vous avez confirmé, le texte que vous avez vu, sa langue et le réseau d’où il venait (la première partie de l’adresse internet).',
    ],
  },
  emails: {
    heading: 'Les e-mails que nous vous envoyons',
    text: (deliveryDays: number, matchDays: number, receivedDays: number) => [
      `Pendant ${days(deliveryDays)}, nous conservons la date de chaque e-mail, les sujets concernés et s’il a été refusé. Vous pouvez consulter cette liste sur votre page.`,
      `Le lien entre une dépêche et un sujet est conservé ${days(matchDays)} ; il ne nomme aucun abonné.`,
      'Nos e-mails n’ont pas de pixel espion, et leurs liens mènent directement à la page. Nous ne savons pas si vous les ouvrez.',
      `Si vous nous envoyez une commande par e-mail, nous supprimons cet e-mail au bout de ${days(receivedDays)}. Ce qu’il a changé demeure, comme si vous l’aviez changé sur votre page.`,
      'Si votre fournisseur signale que votre adresse n’existe pas, ou si vous marquez un e-mail comme indésirable, nous cessons tout envoi à cette adresse.',
    ],
  },
  leaving: {
    heading: 'Quand vous partez',
    text: (undoMinutes: number, markDays: number) => [
      `Chaque e-mail contient un lien pour se désabonner. Nous supprimons vos sujets peu après les ${minutes(undoMinutes)} pendant lesquelles vous pouvez annuler. Nous gardons votre adresse jusqu’à ce que vous l’effaciez, pour que vous puissiez revenir avec vos réglages.`,
      `Vous pouvez tout effacer sur votre page, à tout moment. Votre adresse, vos réglages et vos sujets sont alors supprimés aussitôt. Un sujet que personne d’autre ne suit disparaît aussi. Pendant ${days(markDays)}, il reste une empreinte de votre adresse, pour qu’un ancien lien de confirmation ne vous réinscrive pas.`,
      'Une seule chose demeure ensuite : si une adresse ne doit plus jamais recevoir d’e-mail (refus du serveur, plainte ou demande), son empreinte reste pour toujours. L’adresse ne peut pas en être déduite.',
      'Les sauvegardes chiffrées de la base de données sont écrasées au bout de 35 jours. Ce qui est conservé pour une durée donnée est supprimé dans les quelques jours qui suivent.',
    ],
  },
  rights: {
    heading: 'Consulter, corriger, emporter, effacer',
    text: [
      'Le lien « Gérer votre abonnement », présent dans chaque e-mail, ouvre votre page. Vous pouvez y tout modifier, télécharger dans un fichier tout ce que nous détenons sur vous, et l’effacer.',
      'Pour toute autre demande, écrivez-nous :',
    ],
  },
  who: {
    heading: 'Qui travaille pour nous',
    text: 'Les pages, la base de données et les e-mails fonctionnent sur Amazon Web Services, dans notre propre compte. Personne d’autre ne reçoit vos données.',
  },
};
