import { plural } from '../plural';

export const en = {
  title: 'Know when it is in the news',
  lead: 'Name a topic in your own words. When a briefing matches it, we email you as soon as it is published, or in a daily, weekly or monthly digest. We send nothing else, and you can unsubscribe with one click.',
  description:
    'Follow a topic and get an email when a briefing matches it: as soon as it is published, or in a daily, weekly or monthly digest.',
  errorTitle: 'Error: Follow a topic',
  follow: 'Follow a topic',
  topic: 'What do you want to follow?',
  topicHint:
    'One or more words. A briefing matches if it contains all of them, in any order and form.',
  examples: 'Try one of these:',
  exampleTopics: 'Example topics',
  help: 'Other ways to write a topic',
  phrase: 'these words next to each other',
  either: 'either word',
  without: 'the first word but not the second',
  prefix: 'words that start with these letters',
  inTitle: 'a word in the title',
  withTag: 'briefings with this tag',
  everything: 'every briefing',
  email: 'Your email address',
  emailHint: 'We will email you a link to confirm.',
  submit: 'Follow this topic',
  submitChosen: 'Follow what you chose',
  newsletters: 'Newsletters',
  newslettersHint:
    'Tick the ones you want. You can name a topic as well, or leave that field empty.',
  didYouMean: (suggestion: string) => `Did you mean ${suggestion}?`,
  useSuggestion: (suggestion: string) => `Use ${suggestion}`,
  keepTyped: (typed: string) => `Keep ${typed}`,
  tooMany: 'Too many requests',
  notSent:
    'We have received too many requests, so we could not send you an email. What you entered is still in the form.',
  tryAgainInMinutes: (minutes: number) =>
    plural('en', minutes, { one: 'Try again in a minute.', other: 'Try again in # minutes.' }),
  tryAgainInHours: (hours: number) =>
    plural('en', hours, { one: 'Try again in an hour.', other: 'Try again in # hours.' }),
  byEmail: (address: string, command: string) =>
    `Or send an email to ${address} with the subject “${command}”`,
  latest: 'Latest briefings',
  archive: 'All briefings',
};

/** The wording of the home page and its form. */
export type HomeWording = typeof en;
