export const en = {
  onTheWeb: 'Read on the web',
  readRest: 'Read the rest',
  /** Above the text of footnotes. */
  notes: 'Notes',
  /** Above the addresses of the links in a text without html. */
  links: 'Links',
  /** Marks a footnote in a text without html. */
  note: (number: string) => `(note ${number})`,
  /** Stands for a picture in a text without html. */
  image: (alt: string) => `[Picture: ${alt}]`,
  /** Instead of a list of briefings that has none. */
  noBriefings: 'No briefings this time.',
};

/** The wording of newsletter issues. */
export type IssuesWording = typeof en;
