export const en = {
  home: 'Go to the home page',
  archive: 'Read the latest briefings',
  notFound: {
    title: 'Page not found',
    advice:
      'There is no page at this address. If you copied the address from an email, check that you copied all of it.',
  },
  tooLong: {
    title: 'What you entered is too long',
    advice: 'Go back, shorten what you entered and try again.',
  },
  failure: {
    title: 'Something went wrong',
    advice: 'This is our fault, not yours. Try again in a minute.',
  },
  expired: {
    title: 'This link no longer works',
    lead: 'It may have expired, or you may not have copied all of it.',
    sendLink: 'We can send you a new one. It goes to the address that the email went to.',
    changeAgain:
      'We can send a link to the address at which you get our emails now. On the page that it opens you can change your address again.',
    button: 'Send me a new link',
    fromEmail: 'Use the links at the bottom of the latest email from us.',
    unsubscribe:
      'Use the unsubscribe link at the bottom of the latest email from us, or the unsubscribe button of your email program.',
    followAgain: 'Follow a topic again',
  },
};

/** The wording of pages that say what went wrong. */
export type ErrorsWording = typeof en;
