import { plural } from '../plural';
import type { SubscribingWording } from './en';

export const fr: SubscribingWording = {
  inbox: {
    title: 'Consultez votre boîte de réception',
    sent: (email, topics) =>
      `Nous avons envoyé un e-mail à ${email}. Ouvrez-le et appuyez sur le bouton pour suivre ${topics}.`,
    validFor: (hours) =>
      plural('fr', hours, {
        one: 'Le lien qu’il contient est valable # heure.',
        many: 'Le lien qu’il contient est valable # d’heures.',
        other: 'Le lien qu’il contient est valable # heures.',
      }),
    ifMissing: 'Si l’e-mail n’arrive pas',
    checkSpam: 'Regardez dans vos courriers indésirables.',
    wait: 'Patientez quelques minutes. Nous n’envoyons le même e-mail qu’une fois en dix minutes.',
    checkAddress: (email) => `Vérifiez que ${email} est bien votre adresse.`,
    enterAgain: 'La saisir de nouveau',
  },
  confirm: {
    title: (topics) =>
      plural('fr', topics, {
        one: 'Confirmez votre sujet',
        many: 'Confirmez vos sujets',
        other: 'Confirmez vos sujets',
      }),
    lead: 'Appuyez sur le bouton, et nous vous enverrons ces dépêches.',
    address: 'Adresse e-mail',
    topics: (count) => plural('fr', count, { one: 'Sujet', many: 'Sujets', other: 'Sujets' }),
    frequency: 'Fréquence',
    notYou:
      'Si vous n’avez rien demandé, fermez cette page. Pour l’instant, vous ne suivez aucun sujet.',
  },
  schedule: {
    instant: () => 'Dès la parution de chaque dépêche',
    daily: (hour, zone) => `Dans un récapitulatif quotidien à ${hour} (${zone})`,
    weekly: (hour, zone) => `Dans un récapitulatif hebdomadaire à ${hour} (${zone})`,
    monthly: (hour, zone) => `Dans un récapitulatif mensuel à ${hour} (${zone})`,
  },
  already: {
    title: 'Déjà confirmé',
    lead: 'Ce lien a déjà servi : vous n’avez plus rien à faire. Chacun de nos e-mails contient un lien pour modifier ce que vous suivez.',
  },
  left: {
    title: 'Vous vous êtes désabonné(e) entre-temps',
    lead: 'Vous vous êtes désabonné(e) ou avez fait effacer vos données après l’envoi de cet e-mail : il n’a plus d’effet. Vous ne recevez aucun e-mail de notre part.',
    follow: 'Suivre de nouveau un sujet',
  },
  welcome: {
    title: 'Votre abonnement est confirmé',
    following: (topics) => `Vous suivez ${topics}.`,
    schedule: 'Quand nous envoyons les dépêches',
    cannotFollow: (topics) =>
      plural('fr', topics, {
        one: 'Vous ne pouvez pas suivre ce sujet',
        many: 'Vous ne pouvez pas suivre ces sujets',
        other: 'Vous ne pouvez pas suivre ces sujets',
      }),
    notFollowed: (topic) => `Vous ne suivez pas ${topic}.`,
    suppressed:
      'Des e-mails envoyés à votre adresse nous sont revenus ou ont été signalés comme indésirables : nous ne vous en envoyons plus. Écrivez-nous si c’est une erreur.',
    matches: (days) =>
      plural('fr', days, {
        one: 'Ce que vous auriez reçu au cours du dernier jour',
        many: 'Ce que vous auriez reçu au cours des # derniers jours',
        other: 'Ce que vous auriez reçu au cours des # derniers jours',
      }),
    noMatches: (days) =>
      plural('fr', days, {
        one: 'Rien au cours du dernier jour. Nous vous écrirons dès qu’il y aura du nouveau.',
        many: 'Rien au cours des # derniers jours. Nous vous écrirons dès qu’il y aura du nouveau.',
        other:
          'Rien au cours des # derniers jours. Nous vous écrirons dès qu’il y aura du nouveau.',
      }),
    manage: 'Modifier ce que vous suivez, la fréquence et l’heure',
    another: 'Suivre un autre sujet',
    unsubscribe: 'Chaque e-mail contient un lien pour se désabonner.',
  },
};
