export const en = {
  address: {
    heading: 'Your address',
    hint: (address: string) =>
      `Your emails go to ${address}. We send a link to the new address; once you have opened it, your emails go there.`,
    label: 'New email address',
    button: 'Send the link',
  },
  download: {
    heading: 'What we hold about you',
    hint: 'Your address, settings, topics with your consent, and the emails of the last 90 days, as a JSON file.',
    button: 'Download it',
  },
  erase: {
    heading: 'Erase me',
    summary: 'I want everything about me erased',
    hint: 'Your address, topics and settings are deleted at once and cannot be brought back. You get no more emails.',
    confirm: 'Yes, erase everything about me.',
    button: 'Erase me',
    notTicked: 'Tick the box if you want everything about you erased.',
  },
  notices: {
    asked: (address: string) =>
      `If ${address} can be used, a link is on its way there. It works for two days. Nothing changes until you open it.`,
    same: 'Your emails go to that address already.',
    limited: 'We sent a link a few minutes ago. Check your inbox, or try again later.',
  },
  change: {
    title: 'Use this address?',
    lead: (address: string) => `From then on your emails go to ${address}.`,
    button: 'Use this address',
    doneTitle: 'Your address is changed',
    done: (address: string) => `Your emails now go to ${address}. We have told the former address.`,
    unavailableTitle: 'This address cannot be used',
    unavailable: 'It may have a subscription of its own. Nothing has changed.',
    toManage: 'Manage your topics',
  },
  erased: {
    title: 'Everything about you is erased',
    lead: 'We have deleted your address, topics and settings. You get no more emails.',
  },
  gone: {
    title: 'There is nothing here any more',
    lead: 'The subscription that this link belongs to was erased. We hold nothing about it, and send no emails.',
    follow: 'Follow a topic',
  },
};

/** The wording of the page about a subscriber's address and data, and of what follows from it. */
export type AccountWording = typeof en;
