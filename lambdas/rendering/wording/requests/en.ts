export const en = {
  foreign: {
    title: 'This form came from another site',
    lead: 'For your safety, we accept forms only from our own pages. Open our page and try again.',
  },
};

/** The wording of the pages that refuse a request. */
export type RequestsWording = typeof en;
