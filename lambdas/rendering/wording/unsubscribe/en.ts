import { plural } from '../plural';

export const en = {
  all: {
    title: 'Unsubscribe from all emails',
    lead: (site: string) =>
      `You will stop following all your topics and get no more emails from ${site}.`,
    button: 'Yes, unsubscribe',
  },
  topic: {
    title: 'Stop the emails about this topic',
    lead: 'You will get no more emails about this topic. You keep your other topics.',
    button: 'Yes, stop these emails',
    everything: 'Unsubscribe from all emails',
  },
  done: {
    title: 'You are unsubscribed',
    all: (site: string) => `You will get no more emails from ${site}.`,
    topic: 'You will get no more emails about this topic:',
    onItsWay: 'An email that is already on its way may still arrive.',
    undo: 'Undo',
    undoHint: (minutes: number) =>
      plural('en', minutes, {
        one: 'You can undo this for # minute.',
        other: 'You can undo this for # minutes.',
      }),
  },
  undone: {
    title: 'You follow your topics again',
    lead: 'Everything is as it was before.',
  },
  tooLate: {
    title: 'It is too late to undo this',
    lead: 'You can undo it once, within a few minutes, and only if you have changed nothing since.',
    followAgain: 'Follow a topic again',
  },
  link: {
    heading: 'Change your topics instead',
    title: 'Get a link to manage your topics',
    lead: 'With a link you can change your topics and how often you get emails. We send it to the address that this email went to.',
    button: 'Send me the link',
    sentTitle: 'Check your inbox',
    sent: 'We have sent a link to the address that the email went to. It may take a few minutes. If you asked before, use the link you already have.',
  },
  neverAsk: {
    title: 'Stop these requests',
    lead: (site: string) =>
      `${site} will send no more emails that ask you to confirm a topic, whoever types in your address.`,
    button: 'Never ask me again',
    doneTitle: 'We will not ask you again',
    done: 'You will get no more emails that ask you to confirm a topic. Emails about topics that you follow still come.',
    undo: 'Undo',
    undoneTitle: 'We may ask you again',
    undone:
      'When someone types in your address to follow a topic, we ask you by email whether you want that.',
  },
};

/** The wording of the pages that stop emails, and of those that send a new link. */
export type UnsubscribeWording = typeof en;
