import { BlockReader } from './block-reader';
import { readHtml } from './html-tree';
import type { Block, IssueDocument } from './issue-document';
import { markdownToHtml } from './markdown-to-html';

export interface ReadIssueDependencies {
  /** Removes everything from html that an issue may not contain; see `sanitizeIssue`. */
  sanitize: (html: string) => string;
}

export type ReadIssue =
  | { outcome: 'read'; document: IssueDocument }
  /** Each problem is a sentence without capital and full stop, for the publisher. */
  | { outcome: 'refused'; problems: string[]; document: IssueDocument };

/**
 * Reads the Markdown of a newsletter issue. Html in it goes through the same sanitizer as everything else. An issue
 * with problems is refused, with what could be read, so that a preview shows both.
 */
export function readIssue(markdown: string, { sanitize }: ReadIssueDependencies): ReadIssue {
  const html = toHtml(markdown);
  if (html === undefined) {
    return {
      outcome: 'refused',
      problems: ['the text of the issue is nested too deeply'],
      document: { blocks: [], notes: [] },
    };
  }
  const reader = new BlockReader();
  const blocks = shiftHeadings(reader.readBlocks(readHtml(sanitize(html))));
  const { notes, problems } = reader.finish();
  const document = { blocks, notes };
  if (problems.length > 0) {
    return { outcome: 'refused', problems: [...new Set(problems)], document };
  }
  if (blocks.length === 0) {
    return { outcome: 'refused', problems: ['the text of the issue is empty'], document };
  }
  return { outcome: 'read', document };
}

/** Undefined if quotes or lists are nested so deeply that the parser runs out of stack. */
function toHtml(markdown: string): string | undefined {
  try {
    return markdownToHtml(markdown);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The highest heading of the text becomes level 2, whichever level its author began with. */
function shiftHeadings(blocks: Block[]): Block[] {
  const levels = blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []));
  const shift = Math.min(...levels) - 2;
  if (levels.length === 0 || shift === 0) return blocks;
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    const level = Math.min(Math.max(block.level - shift, 2), 4) as 2 | 3 | 4;
    return { ...block, level };
  });
}
