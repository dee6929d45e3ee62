import { plural } from '../plural';

export const en = {
  sent: {
    lead: 'The emails of the last 90 days, newest first, each with its reason.',
    none: 'We have not sent you any email in the last 90 days.',
    older: 'Older emails',
    alert: (title: string) => `Alert: ${title}`,
    alertWithdrawn: 'Alert about a briefing that no longer exists',
    gathered: 'Several alerts in one email',
    gatheredOf: (count: number) =>
      plural('en', count, { one: '# alert in one email', other: '# alerts in one email' }),
    digest: { daily: 'Daily digest', weekly: 'Weekly digest', monthly: 'Monthly digest' },
    account: {
      follow: {
        subject: 'Confirmation of a topic',
        reason: 'You, or someone who entered your address, asked to follow it.',
      },
      'manage-link': {
        subject: 'Link to manage your subscription',
        reason: 'You, or someone who entered your address, asked for it.',
      },
      'change-address': {
        subject: 'Confirmation of a new address',
        reason: 'You asked to move to that address, so we sent it there.',
      },
      answer: {
        subject: 'Answer to your email',
        reason: 'You sent us an email with commands, or someone with your address did.',
      },
      'address-changed': {
        subject: 'Notice that your address was changed',
        reason: 'You moved to another address, so we told the former one.',
      },
    },
    because: (topics: string) => `You got it because you follow ${topics}.`,
    becauseFormer: (count: number) =>
      plural('en', count, {
        one: 'You got it because of a topic that you no longer follow.',
        other: 'You got it because of # topics that you no longer follow.',
      }),
    becauseBoth: (topics: string, count: number) =>
      plural('en', count, {
        one: `You got it because you follow ${topics}, and because of a topic that you no longer follow.`,
        other: `You got it because you follow ${topics}, and because of # topics that you no longer follow.`,
      }),
    unrecorded: 'Its topics were not recorded.',
  },
  absence: {
    lead: 'Paste the address of a briefing. We look up which topic, word, frequency or setting decided.',
    label: 'Address of the briefing',
    hint: 'Of its page here, or where it was published.',
    button: 'Find out',
    unreadable: 'That is not a web address. Copy it from the address bar of your browser.',
    unknown: (days: number) =>
      plural('en', days, {
        one: 'No briefing of the last day has this address.',
        other: 'No briefing of the last # days has this address.',
      }),
    suppressed:
      'We send no emails to your address, because they came back or were refused. Change your address to get them again.',
    noTopics: 'You do not follow any topic, so no briefing can match.',
    noneMatched: 'None of your topics matched it.',
    closest: 'The topics that came closest',
    others: (count: number) =>
      plural('en', count, { one: '# other topic', other: '# other topics' }),
    sent: {
      alert: (time: string) => `We sent it to you in an alert: ${time}.`,
      gathered: (time: string) => `We sent it to you in an email with several alerts: ${time}.`,
      daily: (time: string) => `We sent it to you in your daily digest: ${time}.`,
      weekly: (time: string) => `We sent it to you in your weekly digest: ${time}.`,
      monthly: (time: string) => `We sent it to you in your monthly digest: ${time}.`,
    },
    waits: {
      pause: (time: string) =>
        `Your emails are paused. You will get it when the pause ends: ${time}.`,
      'quiet-hours': (time: string) =>
        `It was published in your quiet hours. You will get it when they end: ${time}.`,
      'daily-limit': (time: string) =>
        `You had as many alerts that day as your settings allow. You will get the rest in one email: ${time}.`,
      gathered: (time: string) =>
        `It followed another alert within minutes, so it waits for the next email: ${time}.`,
      daily: (time: string) => `You get this topic daily. It will be in your next digest: ${time}.`,
      weekly: (time: string) =>
        `You get this topic weekly. It will be in your next digest: ${time}.`,
      monthly: (time: string) =>
        `You get this topic monthly. It will be in your next digest: ${time}.`,
      someTime: 'It is waiting for your next email.',
    },
    muted: (title: string) => `You muted the story “${title}”.`,
    onItsWay: 'It is on its way to you.',
    superseded: 'A newer version of it was sent in its place.',
    refused: 'Your email provider, or ours, refused the email.',
    notSent:
      'It matched, but was not sent: you had unsubscribed or changed the topic, or it was withdrawn.',
    missing: (parts: string) => `It does not contain ${parts}.`,
    excluded: (parts: string) => `It contains ${parts}, which you excluded.`,
    followedLater: (time: string) => `It was published before you followed this topic: ${time}.`,
    changedLater: 'Its text was changed later. When it was published, it did not match.',
    notMatchedYet: 'It was published moments ago. Look again in a few minutes.',
  },
};

/** The wording of the pages about emails that were sent, and about those that were not. */
export type HistoryWording = typeof en;
