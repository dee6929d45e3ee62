import { plural } from '../plural';

const hours = (count: number) => plural('en', count, { one: '# hour', other: '# hours' });
const days = (count: number) => plural('en', count, { one: '# day', other: '# days' });
const minutes = (count: number) => plural('en', count, { one: '# minute', other: '# minutes' });

export const en = {
  title: 'Privacy',
  description: 'What we keep about you, for how long, and how to see or erase it.',
  lead: 'We keep what we need to send you the briefings that you ask for, and nothing else. We sell nothing, share nothing and measure nothing about you.',
  reading: {
    heading: 'When you read our pages',
    text: [
      'Our pages set no cookies, and load nothing from other sites. We keep no record of who reads what.',
      'Our servers record errors and counts. These logs hold no addresses, topics or links.',
    ],
  },
  asking: {
    heading: 'When you ask to follow a topic',
    text: (linkHours: number, keptDays: number) => [
      `We send one email to the address in the form. Its link works for ${hours(linkHours)}.`,
      `We keep the address and the topic until that email is sent, for at most ${days(keptDays)}. After that they are only in its link, until you confirm.`,
      'So that nobody can flood other people’s inboxes, we count for a day how many requests came for one mailbox and from one network. We store only hashes of both.',
      'If you press “Never ask me again” in such an email, we keep a hash of your address until you undo it.',
    ],
  },
  following: {
    heading: 'While you follow topics',
    text: [
      'We keep your address, your topics and how often you want them, your language, time zone and the other choices on your page.',
      'With each topic we keep your consent: when you confirmed, the text that you saw, its language, and the network that it came from (the first part of the internet address).',
    ],
  },
  emails: {
    heading: 'The emails that we send you',
    text: (deliveryDays: number, matchDays: number, receivedDays: number) => [
      `For ${days(deliveryDays)} we keep when each email was sent, which topics it was about, and whether it was refused. You can see this list on your page.`,
      `Which briefings matched a topic is kept for ${days(matchDays)}; it names no subscriber.`,
      'Our emails have no tracking pixels, and their links lead straight to the page. We do not know whether you open them.',
      `If you send us an email with a command, we delete it after ${days(receivedDays)}. What it changed stays, as if you had changed it on your page.`,
      'If your email provider reports that your address does not exist, or you mark an email as spam, we stop all emails to it.',
    ],
  },
  leaving: {
    heading: 'When you leave',
    text: (undoMinutes: number, markDays: number) => [
      `Every email has a link to unsubscribe. We delete your topics soon after the ${minutes(undoMinutes)} in which you can undo it. We keep your address until you erase it, so that you can come back with your settings.`,
      `You can erase everything on your page, at any time. Then your address, settings and topics are deleted at once. A topic that only you followed is gone too. For ${days(markDays)} a hash of your address stays, so that an old confirmation link does not bring you back.`,
      'One thing stays after that: if an address must never be emailed again (because it bounced, complained or asked us not to), a hash of it stays for good. The address cannot be read from it.',
      'Encrypted backups of the database are overwritten after 35 days. Anything that we keep for a limited time is deleted within a few days of its end.',
    ],
  },
  rights: {
    heading: 'See, correct, download, erase',
    text: [
      'The link “Manage your subscription” in every email opens your page. There you can change everything, download all that we hold about you as a file, and erase it.',
      'For anything else, write to us:',
    ],
  },
  who: {
    heading: 'Services that we use',
    text: 'The pages, the database and the emails run on Amazon Web Services, in our own account. Nobody else gets your data.',
  },
};

/** The wording of the page about privacy. */
export type PrivacyWording = typeof en;
