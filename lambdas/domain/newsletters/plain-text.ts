import { type Block, type IssueDocument, textOfInlines } from './issue-document';

/**
 * The text of an issue that topics are matched with and searches find, paragraphs separated by an empty line. Briefings
 * that it lists are not part of it: their followers have heard of them.
 */
export function plainTextOfIssue({ blocks, notes }: IssueDocument): string {
  return [...blocks, ...notes.flat()]
    .flatMap(textsOf)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n');
}

function textsOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [textOfInlines(block.children)];
    case 'list':
      return block.items.flatMap((item) => item.flatMap(textsOf));
    case 'quote':
      return block.blocks.flatMap(textsOf);
    case 'code':
      return [block.text];
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(textOfInlines).join(' \t'));
    case 'button':
      return [block.label];
    case 'image':
      return [block.alt, block.caption ?? ''];
    case 'rule':
    case 'briefings':
      return [];
    default:
      return block satisfies never;
  }
}
