import { plural } from '../plural';
import type { HistoryWording } from './en';

export const fr: HistoryWording = {
  sent: {
    lead: 'Les e-mails des 90 derniers jours, du plus récent au plus ancien, avec la raison de chacun.',
    none: 'Nous ne vous avons envoyé aucun e-mail au cours des 90 derniers jours.',
    older: 'E-mails plus anciens',
    alert: (title) => `Alerte : ${title}`,
    alertWithdrawn: 'Alerte sur une dépêche qui n’existe plus',
    gathered: 'Plusieurs alertes en un e-mail',
    gatheredOf: (count) =>
      plural('fr', count, {
        one: '# alerte en un e-mail',
        many: '# d’alertes en un e-mail',
        other: '# alertes en un e-mail',
      }),
    digest: {
      daily: 'Récapitulatif quotidien',
      weekly: 'Récapitulatif hebdomadaire',
      monthly: 'Récapitulatif mensuel',
    },
    account: {
      follow: {
        subject: 'Confirmation d’un sujet',
        reason: 'Vous, ou quelqu’un qui a saisi votre adresse, avez demandé à le suivre.',
      },
      'manage-link': {
        subject: 'Lien pour gérer votre abonnement',
        reason: 'Vous, ou quelqu’un qui a saisi votre adresse, l’avez demandé.',
      },
      'change-address': {
        subject: 'Confirmation d’une nouvelle adresse',
        reason: 'Vous avez demandé à passer à cette adresse : nous l’y avons donc envoyé.',
      },
      'address-changed': {
        subject: 'Avis de changement d’adresse',
        reason: 'Vous avez changé d’adresse : nous en avons informé l’ancienne.',
      },
    },
    because: (topics) => `Vous l’avez reçu parce que vous suivez ${topics}.`,
    becauseFormer: (count) =>
      plural('fr', count, {
        one: 'Vous l’avez reçu en raison d’un sujet que vous ne suivez plus.',
        many: 'Vous l’avez reçu en raison de # de sujets que vous ne suivez plus.',
        other: 'Vous l’avez reçu en raison de # sujets que vous ne suivez plus.',
      }),
    becauseBoth: (topics, count) =>
      plural('fr', count, {
        one: `Vous l’avez reçu parce que vous suivez ${topics}, et en raison d’un sujet que vous ne suivez plus.`,
        many: `Vous l’avez reçu parce que vous suivez ${topics}, et en raison de # de sujets que vous ne suivez plus.`,
        other: `Vous l’avez reçu parce que vous suivez ${topics}, et en raison de # sujets que vous ne suivez plus.`,
      }),
    unrecorded: 'Ses sujets n’ont pas été enregistrés.',
  },
  absence: {
    lead: 'Collez l’adresse d’une dépêche. Nous cherchons quel sujet, quel mot, quelle fréquence ou quel réglage a été décisif.',
    label: 'Adresse de la dépêche',
    hint: 'Celle de sa page ici, ou celle de sa publication d’origine.',
    button: 'Chercher la raison',
    unreadable:
      'Ce n’est pas une adresse web. Copiez celle de la barre d’adresse de votre navigateur.',
    unknown: (days) =>
      plural('fr', days, {
        one: 'Nous ne connaissons aucune dépêche du dernier jour à cette adresse.',
        many: 'Nous ne connaissons aucune dépêche des # derniers jours à cette adresse.',
        other: 'Nous ne connaissons aucune dépêche des # derniers jours à cette adresse.',
      }),
    suppressed:
      'Nous n’envoyons plus d’e-mails à votre adresse, car ils nous sont revenus ou ont été refusés. Changez d’adresse pour en recevoir à nouveau.',
    noTopics: 'Vous ne suivez aucun sujet ; aucune dépêche ne peut donc correspondre.',
    noneMatched: 'Aucun de vos sujets n’y correspondait.',
    closest: 'Les sujets les plus proches',
    others: (count) =>
      plural('fr', count, {
        one: '# autre sujet',
        many: '# d’autres sujets',
        other: '# autres sujets',
      }),
    sent: {
      alert: (time) => `Nous vous l’avons envoyée dans une alerte : ${time}.`,
      gathered: (time) =>
        `Nous vous l’avons envoyée dans un e-mail réunissant plusieurs alertes : ${time}.`,
      daily: (time) => `Nous vous l’avons envoyée dans votre récapitulatif quotidien : ${time}.`,
      weekly: (time) =>
        `Nous vous l’avons envoyée dans votre récapitulatif hebdomadaire : ${time}.`,
      monthly: (time) => `Nous vous l’avons envoyée dans votre récapitulatif mensuel : ${time}.`,
    },
    waits: {
      pause: (time) =>
        `Vos e-mails sont suspendus. Elle vous parviendra à la fin de la pause : ${time}.`,
      'quiet-hours': (time) =>
        `Elle est arrivée pendant vos heures calmes. Elle sera envoyée à la fin de celles-ci : ${time}.`,
      'daily-limit': (time) =>
        `Vous aviez déjà reçu ce jour-là autant d’alertes que vos réglages le permettent. Le reste arrivera en un seul e-mail : ${time}.`,
      gathered: (time) =>
        `Elle est parue quelques minutes après une autre alerte ; elle attend donc le prochain e-mail : ${time}.`,
      daily: (time) =>
        `Vous recevez ce sujet chaque jour. Elle figurera dans votre prochain récapitulatif : ${time}.`,
      weekly: (time) =>
        `Vous recevez ce sujet chaque semaine. Elle figurera dans votre prochain récapitulatif : ${time}.`,
      monthly: (time) =>
        `Vous recevez ce sujet chaque mois. Elle figurera dans votre prochain récapitulatif : ${time}.`,
      someTime: 'Elle attend votre prochain e-mail.',
    },
    muted: (title) => `Vous ne vouliez plus rien recevoir sur l’affaire « ${title} ».`,
    onItsWay: 'Elle est en route vers vous.',
    superseded: 'Une version plus récente a été envoyée à sa place.',
    refused: 'Votre fournisseur de messagerie, ou le nôtre, a refusé l’e-mail.',
    notSent:
      'Elle correspondait, mais n’a pas été envoyée : vous vous étiez désabonné(e) ou aviez modifié le sujet, ou elle a été retirée.',
    missing: (parts) => `Elle ne contient pas ${parts}.`,
    excluded: (parts) => `Elle contient ${parts}, que vous avez exclu.`,
    followedLater: (time) => `Elle a été publiée avant que vous ne suiviez ce sujet : ${time}.`,
    changedLater:
      'Son texte a été modifié par la suite. Lors de sa publication, elle ne correspondait pas.',
    notMatchedYet: 'Elle vient d’être publiée. Revenez dans quelques minutes.',
  },
};
