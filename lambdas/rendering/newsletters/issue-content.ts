import type { Block, IssueDocument } from '../../domain/newsletters/issue-document';
import { plainLine } from '../plain-line';
import { emailBlocks } from './email-blocks';
import type { EmailLook } from './email-look';
import { inlineHtml, linkUrl } from './inline-html';

/** A briefing that an issue lists, as its email shows it. */
export interface IssueEntryModel {
  title: string;
  url: string;
  /** E.g. `The Guardian · 7 November 2023, 06:12`. */
  meta: string;
  language: string;
}

/** A part of the template. All but one field are empty. */
export interface IssuePart {
  /** Html of running text. */
  prose: string;
  button: { label: string; url: string } | '';
  /** A list of briefings, or what to say instead of an empty one. */
  briefings: { entries: IssueEntryModel[]; none: string } | '';
}

export interface IssuePartsLook extends EmailLook {
  toEntry: (entry: Extract<Block, { kind: 'briefings' }>['entries'][number]) => IssueEntryModel;
  notesHeading: string;
  noBriefings: string;
}

/**
 * In bytes of html. Gmail clips emails at 102 KB. What surrounds the text (head, footer, links of the subscriber) takes
 * less than the rest. The limit does not depend on the subscriber, so that everyone gets the same text.
 */
const MAX_TEXT_BYTES = 80_000;
/** What the template adds to a part, and to each briefing that it lists. */
const PART_BYTES = 900;
const ENTRY_BYTES = 700;

/** The parts of an issue's email that fit, and whether something was left out. */
export function issueParts(
  document: IssueDocument,
  look: IssuePartsLook,
): { parts: IssuePart[]; isCut: boolean } {
  const whole = toParts(document.blocks, document.notes, look);
  if (bytesOf(whole) <= MAX_TEXT_BYTES) return { parts: whole, isCut: false };
  const headings = document.blocks.flatMap(({ kind }, at) =>
    kind === 'heading' && at > 0 ? [at] : [],
  );
  const blocks = document.blocks.map((_, at) => at + 1);
  const kept = largestFitting(document, look, headings) ?? largestFitting(document, look, blocks);
  return { parts: kept ?? [], isCut: true };
}

/** The parts before the last of the places before which the text fits. */
function largestFitting(
  document: IssueDocument,
  look: IssuePartsLook,
  places: number[],
): IssuePart[] | undefined {
  let best: IssuePart[] | undefined;
  let [low, high] = [0, places.length - 1];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const parts = toParts(document.blocks.slice(0, places[middle]), document.notes, look);
    if (bytesOf(parts) <= MAX_TEXT_BYTES) {
      best = parts;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return best;
}

/** Buttons and lists of briefings are parts of their own; what is between them is one. */
function toParts(blocks: Block[], notes: Block[][], look: IssuePartsLook): IssuePart[] {
  const parts: IssuePart[] = [];
  let run: Block[] = [];
  const flush = () => {
    if (run.length > 0) parts.push({ ...EMPTY, prose: emailBlocks(run, look) });
    run = [];
  };
  for (const block of blocks) {
    const url = block.kind === 'button' ? linkUrl(block.url) : undefined;
    if (block.kind === 'button' && url !== undefined) {
      flush();
      parts.push({ ...EMPTY, button: { label: plainLine(block.label), url } });
    } else if (block.kind === 'briefings') {
      flush();
      const entries = block.entries.map(look.toEntry);
      parts.push({ ...EMPTY, briefings: { entries, none: look.noBriefings } });
    } else run.push(block);
  }
  flush();
  const used = notes.slice(0, Math.max(0, ...numbersIn(blocks)));
  if (used.length > 0) parts.push({ ...EMPTY, prose: notesHtml(used, look) });
  return parts;
}

const EMPTY: IssuePart = { prose: '', button: '', briefings: '' };

function notesHtml(notes: Block[][], look: IssuePartsLook): string {
  const items = notes.map((blocks, at) => {
    const [first, ...rest] = blocks;
    const content =
      first?.kind === 'paragraph'
        ? `${inlineHtml(first.children, look)}${emailBlocks(rest, look)}`
        : emailBlocks(blocks, look);
    return `<li class="p" dir="auto" id="note-${at + 1}" style="${look.item};${look.noteText}">${content}</li>`;
  });
  return `<h2 class="h4i" style="${look.headings[4]}">${look.notesHeading}</h2><ol style="${look.list};${look.noteText}">${items.join('\n')}</ol>`;
}

/** The numbers of the footnotes that blocks refer to. */
function numbersIn(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('kind' in value && value.kind === 'note' && 'number' in value) return [Number(value.number)];
  return Object.values(value).flatMap(numbersIn);
}

function bytesOf(parts: IssuePart[]): number {
  return parts.reduce((sum, { prose, button, briefings }) => {
    const entries = briefings === '' ? [] : briefings.entries;
    const text = `${prose}${JSON.stringify(button)}${JSON.stringify(entries)}`;
    return sum + PART_BYTES + Buffer.byteLength(text) + entries.length * ENTRY_BYTES;
  }, 0);
}
