import { plural } from '../plural';

export const en = {
  /** What was done, or why not. Values are isolated; `sent` is how briefings come, e.g. `in a daily digest`. */
  results: {
    followed: (topic: string, sent: string) =>
      `You follow ${topic}. We will send briefings ${sent}.`,
    frequencySet: (topics: string, sent: string) =>
      `From now on, we will send briefings on ${topics} ${sent}.`,
    unfollowed: (topics: string) => `You no longer follow ${topics}.`,
    left: 'You are unsubscribed from everything. You will get no more emails about topics.',
    listed: (count: number) =>
      plural('en', count, { one: 'You follow # topic:', other: 'You follow # topics:' }),
    listedNone: 'You follow no topics.',
    pausedUntil: (time: string) => `All emails are paused until ${time}.`,
    paused: (time: string) =>
      `All emails are paused until ${time}. We will send anything from before then after the pause.`,
    resumed: 'The pause has ended. You will get emails again.',
    muted: (title: string) => `You will get no more emails about “${title}”.`,
    unmuted: (title: string) => `We will again send you briefings about “${title}”.`,
    explained: (title: string) => `You got “${title}” because it matches these topics of yours:`,
    explainedDigest: 'You got that email because you follow these topics:',
    explainedNone: 'You no longer follow the topics of that email.',
    /** A topic with its frequency or the words that matched, or a command with what it does. */
    labelled: (label: string, text: string) => `${label}: ${text}`,
    notFollowed: 'You do not follow that topic.',
    notInReply: (command: string) => `“${command}” works only in reply to an alert.`,
    refused: (reason: string) => `We could not do this. ${reason}`,
    topicMissing: (example: string) => `Please add a topic. For example: ${example}`,
    dateMissing: (example: string) => `Please add a date. For example: ${example}`,
    misspelled: (command: string) => `Did you mean “${command}”?`,
    noCommand: 'We found no command in your email.',
  },
  help: {
    subject: 'The commands that work by email',
    lead: 'Write one command per line, as the subject or in the first lines of an email:',
    topic: 'Gaza aid',
    date: '1 December',
    days: '3 days',
    follow: 'follow a topic',
    daily: 'get a topic in a daily digest; also: instant, weekly, monthly',
    unfollow: 'stop following a topic',
    unfollowAll: 'stop all emails',
    list: 'see your topics',
    pause: 'pause all emails',
    resume: 'end the pause',
    mute: 'stop emails about this story (in reply to an alert)',
    why: 'see why you got an alert (in reply to it)',
  },
  /** What a command would do, as a line of a list. */
  commands: {
    follow: (topic: string, sent: string) => `Follow ${topic}. We will send briefings ${sent}.`,
    setFrequency: (sent: string) => `Get the briefings on your topics ${sent}.`,
    unfollow: (topic: string) => `Stop following ${topic}.`,
    unfollowAll: 'Unsubscribe from everything.',
    list: 'See your topics.',
    pause: (date: string) => `Pause all emails until ${date}.`,
    resume: 'End the pause.',
    mute: 'Get no more emails about the story that you replied to.',
    unmute: 'Get emails about the story again.',
    why: 'See why you got the email that you replied to.',
  },
  confirm: {
    subject: 'Please confirm what you asked for by email',
    asked: (address: string, site: string) =>
      `An email from ${address} asked ${site} to do the following:`,
    button: 'Yes, do this',
    expires: (time: string) => `The button opens a page where you confirm. It works until ${time}.`,
    notYou: 'If this was not you, ignore this email. Nothing changes until you confirm.',
    title: 'Confirm what you asked for by email',
    doneTitle: 'Done',
    nothingToDo: 'There was nothing to do: this address follows no topics.',
  },
  undo: 'Undo',
  manage: 'Manage your topics',
};

/** The wording of the answers to emails with commands, and of the page that confirms them. */
export type EmailCommandsWording = typeof en;
