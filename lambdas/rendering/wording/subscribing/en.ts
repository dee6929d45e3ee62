import { plural } from '../plural';

export const en = {
  inbox: {
    title: 'Check your inbox',
    sent: (email: string, topics: string) =>
      `We have sent an email to ${email}. Open it and press the button to follow ${topics}.`,
    validFor: (hours: number) =>
      plural('en', hours, {
        one: 'The link in it works for # hour.',
        other: 'The link in it works for # hours.',
      }),
    ifMissing: 'If the email does not arrive',
    checkSpam: 'Check your spam folder.',
    wait: 'Wait a few minutes. We send the same email only once within ten minutes.',
    checkAddress: (email: string) => `Check that ${email} is your address.`,
    enterAgain: 'Enter it again',
  },
  confirm: {
    title: (topics: number) =>
      plural('en', topics, { one: 'Confirm your topic', other: 'Confirm your topics' }),
    lead: 'Press the button, and we will send these briefings to you.',
    address: 'Email address',
    topics: (count: number) => plural('en', count, { one: 'Topic', other: 'Topics' }),
    frequency: 'How often',
    notYou: 'If you did not ask for this, close this page. You do not follow anything yet.',
  },
  /** How often, when and in which zone, e.g. of a weekly digest. `hour` is a time such as `08:00`. */
  schedule: {
    instant: () => 'As soon as each briefing is published',
    daily: (hour: string, zone: string) => `In a daily digest at ${hour} (${zone})`,
    weekly: (hour: string, zone: string) => `In a weekly digest at ${hour} (${zone})`,
    monthly: (hour: string, zone: string) => `In a monthly digest at ${hour} (${zone})`,
  },
  already: {
    title: 'Already confirmed',
    lead: 'This link was used before, so there is nothing left to do. Every email from us has a link to change what you follow.',
  },
  left: {
    title: 'You have unsubscribed since',
    lead: 'You unsubscribed or had your data erased after this email was sent, so it no longer counts. You get no emails from us.',
    follow: 'Follow a topic again',
  },
  welcome: {
    title: 'You are subscribed',
    following: (topics: string) => `You follow ${topics}.`,
    schedule: 'When we send briefings',
    cannotFollow: (topics: number) =>
      plural('en', topics, {
        one: 'You cannot follow this topic',
        other: 'You cannot follow these topics',
      }),
    notFollowed: (topic: string) => `You do not follow ${topic}.`,
    suppressed:
      'Emails to your address came back or were reported as spam, so we do not send you any. Write to us if that is wrong.',
    matches: (days: number) =>
      plural('en', days, {
        one: 'What you would have received in the last day',
        other: 'What you would have received in the last # days',
      }),
    noMatches: (days: number) =>
      plural('en', days, {
        one: 'Nothing in the last day. We will email you when there is something.',
        other: 'Nothing in the last # days. We will email you when there is something.',
      }),
    manage: 'Change what you follow, how often and when',
    another: 'Follow another topic',
    unsubscribe: 'Every email has a link to unsubscribe.',
  },
};

/** The wording of the pages from the form to the first briefing. */
export type SubscribingWording = typeof en;
