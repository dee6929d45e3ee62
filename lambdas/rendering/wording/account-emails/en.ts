export const en = {
  manageLink: {
    subject: 'Your link to manage your subscription',
    asked: (site: string) =>
      `You, or someone who entered your address on ${site}, asked for a link to manage your subscription.`,
    button: 'Manage your subscription',
    expires: (time: string) =>
      `The link works until ${time}. Do not forward this email: anyone who has the link can change your subscription.`,
    notYou: 'If this was not you, ignore this email. Nothing changes.',
  },
  changeAddress: {
    subject: 'Confirm your new address',
    asked: (site: string, address: string) =>
      `A subscriber of ${site} asked to get their briefings at ${address} from now on.`,
    button: 'Yes, use this address',
    expires: (time: string) => `The button opens a page where you confirm. It works until ${time}.`,
    notYou: 'If this was not you, ignore this email. Nothing changes until you confirm.',
  },
  addressChanged: {
    subject: 'Your address was changed',
    moved: (site: string, address: string, time: string) =>
      `Your subscription to ${site} moved to another address on ${time}. You will get no more briefings at ${address}.`,
    notYou: (site: string) =>
      `If this was not you, contact ${site} without delay. You will find the address below.`,
  },
};

/** The wording of the emails about a subscriber's own account. */
export type AccountEmailsWording = typeof en;
