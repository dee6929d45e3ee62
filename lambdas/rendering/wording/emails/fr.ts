import { fr as briefings } from '../briefings/fr';
import { plural } from '../plural';
import type { EmailsWording } from './en';

const moreBriefings = (count: number) =>
  plural('fr', count, {
    one: '# autre dépêche',
    many: '# d’autres dépêches',
    other: '# autres dépêches',
  });

export const fr: EmailsWording = {
  newBriefing: 'Nouvelle dépêche',
  newBriefings: (count) =>
    plural('fr', count, {
      one: '# nouvelle dépêche',
      many: '# de nouvelles dépêches',
      other: '# nouvelles dépêches',
    }),
  briefingsOn: (count, topics) => `${briefings.count(count)} : ${topics}`,
  correction: (subject: string) => `Rectificatif : ${subject}`,
  corrects: 'Cet e-mail rectifie un message que nous vous avons envoyé.',
  read: 'Lire la dépêche',
  matchesTopics: (count) =>
    plural('fr', count, {
      one: 'Correspond à votre sujet',
      many: 'Correspond à # de vos sujets',
      other: 'Correspond à # de vos sujets',
    }),
  alsoMatches: (topics) => `correspond aussi à ${topics}`,
  seeMoreTopics: (count) =>
    plural('fr', count, {
      one: 'Voir # autre sujet',
      many: 'Voir # d’autres sujets',
      other: 'Voir # autres sujets',
    }),
  seeMoreBriefings: (count) => `Voir ${moreBriefings(count)}`,
  seeMoreBriefingsOn: (count, topic) => `Voir ${moreBriefings(count)} : ${topic}`,
  seeBriefingsOfTopics: (count, topics) =>
    `Voir ${moreBriefings(count)} sur ${plural('fr', topics, { one: '# sujet', many: '# de sujets', other: '# sujets' })}`,
  unlisted: (count) => `et ${moreBriefings(count)} non affichées ici`,
  contents: 'Dans cet e-mail',
  gathered: 'Plusieurs alertes en un e-mail',
  restOfDay: 'Le reste des alertes du jour',
  because: (topics, site) => `Vous recevez cet e-mail parce que vous suivez ${topics} sur ${site}.`,
  becauseGathered: (topics, site) =>
    `Plusieurs dépêches ont paru en quelques minutes : nous les avons réunies en un seul e-mail. Vous le recevez parce que vous suivez ${topics} sur ${site}.`,
  becauseRestOfDay: (topics, site) =>
    `Tant de dépêches ont paru dans la journée que nous avons réuni les suivantes en un seul e-mail. Vous le recevez parce que vous suivez ${topics} sur ${site}.`,
  manage: 'Gérer votre abonnement',
  unsubscribe: 'Se désabonner de tous les e-mails',
  unsubscribeTopic: 'Se désabonner de ce sujet',
  mute: 'Plus rien sur cette affaire',
  confirm: {
    subject: (topics, count) =>
      count === 1 ? `Confirmez votre sujet : ${topics}` : `Confirmez vos sujets : ${topics}`,
    heading: (topic) => `Suivre ${topic} ?`,
    headingMany: (count) =>
      plural('fr', count, {
        one: 'Suivre # sujet ?',
        many: 'Suivre # de sujets ?',
        other: 'Suivre # sujets ?',
      }),
    preheader:
      'Rien n’est envoyé avant votre confirmation. Si ce n’était pas vous, ignorez cet e-mail.',
    asked: (address, site) =>
      `Vous, ou quelqu’un qui a saisi ${address} sur ${site}, avez demandé à suivre :`,
    ifConfirmed: (sent) =>
      `Si vous confirmez, nous vous enverrons les dépêches ${sent}. D’ici là, nous n’en enverrons aucune.`,
    expires: (time) =>
      `Le bouton ouvre une page où vous confirmez. Il est valable jusqu’au ${time}. S’il ne s’ouvre pas, copiez cette adresse dans votre navigateur :`,
    otherTopic: (hours) =>
      plural('fr', hours, {
        one: 'Sur cette page, vous pouvez aussi choisir un autre sujet. Tout e-mail de confirmation reçu depuis # heure le permet.',
        many: 'Sur cette page, vous pouvez aussi choisir un autre sujet. Tout e-mail de confirmation des # dernières heures le permet.',
        other:
          'Sur cette page, vous pouvez aussi choisir un autre sujet. Tout e-mail de confirmation des # dernières heures le permet.',
      }),
    lastOfDay:
      'C’est le dernier e-mail de ce type que nous vous envoyons aujourd’hui. Pour suivre autre chose, choisissez votre sujet sur la page que le bouton ouvre.',
    notYou: 'Si ce n’était pas vous, ignorez cet e-mail : vous ne serez pas abonné(e).',
    neverAsk: 'Ne plus jamais me le demander',
  },
};
