export const en = {
  schedule: {
    heading: 'When to send digests',
    hour: 'Send digests at',
    timeZone: 'Time zone',
    weekday: 'Weekly digest on',
    monthDay: 'Monthly digest on',
    firstWorkingDay: 'The first working day',
    dayOfMonth: (day: string) => `Day ${day} of the month`,
  },
  alerts: {
    heading: 'How many alerts, and when',
    quietHint: 'Alerts of your quiet hours come together in one email when the quiet hours end.',
    quietFrom: 'Quiet hours from',
    quietTo: 'to',
    noQuietHours: 'No quiet hours',
    maxPerDay: 'Alert emails a day, at most',
    maxPerDayHint:
      'More than that come together in one email the next morning. Leave it empty for no limit of your own.',
  },
  language: {
    heading: 'Language',
    label: 'Language of your emails and pages',
  },
  save: 'Save settings',
  muted: {
    heading: 'Stories you have muted',
    none: 'None. Every alert has a link “No more on this story”.',
    mutedAt: (time: string) => `Since ${time}`,
    unmute: 'Unmute',
    unmuteStory: (title: string) => `Unmute: “${title}”`,
  },
  notices: {
    saved: 'Your settings are saved.',
    unmuted: (title: string) => `“${title}” is no longer muted.`,
    notMuted: 'That story is not muted.',
  },
  mute: {
    title: 'No more on this story?',
    lead: (title: string) =>
      `We will not send you anything more about “${title}” and what follows from it.`,
    gone: 'We will not send you anything more about this story and what follows from it.',
    keepsTopics: 'You still follow your topics.',
    button: 'No more on this story',
    mutedTitle: 'No more on this story',
    muted: (title: string) => `You will get no more emails about “${title}”.`,
    undo: 'Undo: hear of it again',
    unmutedTitle: 'You hear of this story again',
    unmuted: (title: string) => `We will again send you briefings about “${title}”.`,
    unknownTitle: 'This briefing no longer exists',
    unknown: 'There is nothing to mute.',
  },
};

/** The wording of the page with a subscriber's settings, and of muting a story. */
export type SettingsWording = typeof en;
