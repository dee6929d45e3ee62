import { en as briefings } from '../briefings/en';
import { plural } from '../plural';

const moreBriefings = (count: number) =>
  plural('en', count, { one: '# more briefing', other: '# more briefings' });

export const en = {
  newBriefing: 'New briefing',
  newBriefings: (count: number) =>
    plural('en', count, { one: '# new briefing', other: '# new briefings' }),
  /** `topics` is one name, or one name and a count. */
  briefingsOn: (count: number, topics: string) => `${briefings.count(count)} on ${topics}`,
  correction: (subject: string) => `Correction: ${subject}`,
  corrects: 'This corrects an email that we sent you.',
  read: 'Read the briefing',
  matchesTopics: (count: number): string =>
    plural('en', count, { one: 'Matches your topic', other: 'Matches # of your topics' }),
  alsoMatches: (topics: string) => `also matches ${topics}`,
  seeMoreTopics: (count: number) =>
    plural('en', count, { one: 'See # more topic', other: 'See # more topics' }),
  seeMoreBriefings: (count: number) => `See ${moreBriefings(count)}`,
  seeMoreBriefingsOn: (count: number, topic: string) => `See ${moreBriefings(count)} on ${topic}`,
  seeBriefingsOfTopics: (count: number, topics: number) =>
    `See ${moreBriefings(count)} on ${plural('en', topics, { one: '# topic', other: '# topics' })}`,
  unlisted: (count: number) => `and ${moreBriefings(count)} not listed here`,
  contents: 'In this email',
  gathered: 'Alerts in one email',
  restOfDay: 'The rest of the day’s alerts',
  because: (topics: string, site: string) =>
    `You get this because you follow ${topics} on ${site}.`,
  becauseGathered: (topics: string, site: string) =>
    `Several briefings matched within minutes, so we put them into one email. You get it because you follow ${topics} on ${site}.`,
  becauseRestOfDay: (topics: string, site: string) =>
    `So many briefings matched in one day that we put the rest into one email. You get it because you follow ${topics} on ${site}.`,
  manage: 'Manage your subscription',
  unsubscribe: 'Unsubscribe from all emails',
  unsubscribeTopic: 'Unsubscribe from this topic',
  mute: 'No more on this story',
  confirm: {
    subject: (topics: string, count: number) =>
      count === 1 ? `Confirm your topic: ${topics}` : `Confirm your topics: ${topics}`,
    heading: (topic: string) => `Follow ${topic}?`,
    headingMany: (count: number) =>
      plural('en', count, { one: 'Follow # topic?', other: 'Follow # topics?' }),
    preheader: 'Nothing is sent until you confirm. If this was not you, ignore this email.',
    asked: (address: string, site: string) =>
      `You, or someone who entered ${address} on ${site}, asked to follow:`,
    ifConfirmed: (sent: string) =>
      `If you confirm, we will send you briefings ${sent}. Until then, we will not send any.`,
    expires: (time: string) =>
      `The button opens a page where you confirm. It works until ${time}. If it does not open, copy this address into your browser:`,
    otherTopic: (hours: number) =>
      plural('en', hours, {
        one: 'On that page you can also choose another topic. Any confirmation email of the last hour lets you do that.',
        other:
          'On that page you can also choose another topic. Any confirmation email of the last # hours lets you do that.',
      }),
    lastOfDay:
      'This is the last email of this kind that we send you today. To follow something else, choose your topic on the page that the button opens.',
    notYou: 'If this was not you, ignore this email: you will not be subscribed.',
    neverAsk: 'Never ask me again',
  },
};

/** The wording of emails to subscribers, and of those that ask to confirm. */
export type EmailsWording = typeof en;
