/** A run of text in a paragraph, a heading or a cell. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'emphasis' | 'strike' | 'sub' | 'sup' | 'mark'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'break' }
  /** `url` is `http`, `https` or `mailto`. */
  | { kind: 'link'; url: string; children: Inline[] }
  /** Refers to a footnote; the first has the number 1. */
  | { kind: 'note'; number: number };

/** A picture. Without `alt` it would not be read in an issue (`readIssue`). */
export interface IssueImage {
  /** `https`. */
  src: string;
  alt: string;
  /** In CSS pixels; the width of the text if absent. */
  width?: number;
  caption?: string;
  /** Where the picture leads. */
  url?: string;
}

/** Which briefings a `:::briefings` block lists: those with all `tags`, of the last hours, newest first. */
export interface BriefingsQuery {
  tags: string[];
  sinceHours: number;
  limit: number;
}

export type Block =
  /** Level 2 is the highest: the title of the issue is level 1. */
  | { kind: 'heading'; level: 2 | 3 | 4; children: Inline[] }
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; align: Align[]; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' }
  | { kind: 'button'; label: string; url: string }
  | ({ kind: 'image' } & IssueImage)
  /** `entries` are found when the issue is published, so that every subscriber gets the same. */
  | { kind: 'briefings'; query: BriefingsQuery; entries: IssueEntry[] };

/** A briefing that an issue lists. */
export interface IssueEntry {
  briefingId: string;
  title: string;
  summary: string;
  url?: string;
  source?: string;
  language: string;
  /** ISO 8601, UTC. */
  publishedAt: string;
}

/** Where the text of a column of a table is aligned. */
export type Align = 'start' | 'center' | 'end';

/** The whole text of a newsletter issue, as its email, its text part and its page show it. */
export interface IssueDocument {
  blocks: Block[];
  /** The footnotes in the order of their numbers. */
  notes: Block[][];
}

/** The text of runs, without what only shows. Footnotes leave nothing. */
export function textOfInlines(inlines: readonly Inline[]): string {
  return inlines.map(textOfInline).join('');
}

function textOfInline(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'code':
      return inline.text;
    case 'break':
      return '\n';
    case 'note':
      return '';
    case 'strong':
    case 'emphasis':
    case 'strike':
    case 'sub':
    case 'sup':
    case 'mark':
    case 'link':
      return textOfInlines(inline.children);
    default:
      return inline satisfies never;
  }
}
