export const en = {
  navigation: 'Your subscription',
  pages: {
    topics: 'Your topics',
    settings: 'Settings',
    sent: 'What we sent you',
    absence: 'Why did I not get this?',
    account: 'Your address and data',
  },
  sentTo: (address: string) => `What we send to ${address}.`,
  suppressed: (address: string) =>
    `We do not send emails to ${address}, because they came back or were refused. Change your address to get them again.`,
  topics: {
    heading: 'Topics you follow',
    none: 'You do not follow any topics, so we do not send you any emails.',
    howOften: 'How often',
    save: 'Save',
    saveFrequency: (topic: string) => `Save how often to email you about ${topic}`,
    edit: 'Edit',
    editTopic: (topic: string) => `Edit ${topic}`,
    stop: 'Stop',
    stopTopic: (topic: string) => `Stop following ${topic}`,
  },
  add: {
    heading: 'Follow another topic',
    label: 'Topic',
    hint: 'One or more words. A briefing matches if it contains all of them, in any order and form.',
    preview: 'See what you would get',
    follow: 'Follow',
  },
  editor: {
    addTitle: 'Follow a topic',
    editTitle: 'Edit a topic',
    nowFollowing: (topic: string) => `You follow ${topic}.`,
    afterSaving: 'From then on only the new wording counts. The frequency stays the same.',
    save: 'Save',
    back: 'Back to your topics',
    acceptBroad: 'Yes, I want all of these briefings.',
    tickBroad: 'This topic matches very many briefings. Tick the box if you want all of them.',
  },
  digestNow: {
    heading: 'Send my digest now',
    hint: 'We send everything that is waiting for your next digest now. The digest after that comes at its usual time.',
    button: 'Send it now',
  },
  pause: {
    heading: 'Pause',
    hint: 'We keep what matches in the meantime and send it in one email when the pause ends.',
    until: 'Until',
    button: 'Pause emails',
    paused: (day: string) => `Your emails are paused until ${day}.`,
    change: 'Change the date',
    resume: 'End the pause now',
  },
  unsubscribe: {
    heading: 'Unsubscribe',
    summary: 'I do not want any more emails',
    button: 'Unsubscribe from all emails',
  },
  /** What someone agrees to with the button that follows a topic. */
  consent: (topic: string, frequency: string) => `Follow ${topic} (${frequency})`,
  notices: {
    follows: {
      instant: (topic: string) =>
        `You follow ${topic}. We will send briefings as soon as each one is published.`,
      daily: (topic: string) => `You follow ${topic}. We will send briefings in a daily digest.`,
      weekly: (topic: string) => `You follow ${topic}. We will send briefings in a weekly digest.`,
      monthly: (topic: string) =>
        `You follow ${topic}. We will send briefings in a monthly digest.`,
    },
    edited: (topic: string, former: string) => `You now follow ${topic} instead of ${former}.`,
    sameTopic: (topic: string) => `That means the same as before. You follow ${topic}.`,
    stopped: (topic: string) => `You no longer follow ${topic}.`,
    stoppedEverything: 'You are unsubscribed. We will not send you any more emails.',
    nothingToDo: 'You do not follow that topic.',
    digestQueued: 'Your digest is on its way.',
    digestNothingNew: 'Nothing is waiting for your next digest.',
    digestNoneFollowed: 'You do not follow any topic in a digest.',
    digestPaused: 'Your emails are paused. End the pause first.',
    digestTooSoon: 'We sent your digest a few minutes ago. Try again later.',
    paused: (day: string) => `Your emails are paused until ${day}. Nothing will be lost.`,
    resumed: 'The pause has ended. Everything that was waiting is on its way.',
  },
};

/** The wording of the page with a subscriber's topics. */
export type ManageWording = typeof en;
