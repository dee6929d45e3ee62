import type { Block, Inline, IssueDocument } from '../../domain/newsletters/issue-document';
import { foldLine, plainLine, withoutUnwanted } from '../plain-line';
import type { IssuesWording } from '../wording/issues/en';
import { linkUrl } from './inline-html';
import type { IssueEntryModel } from './issue-content';
import { textTable } from './text-table';

export interface IssueTextOptions {
  wording: IssuesWording;
  toEntry: (entry: Extract<Block, { kind: 'briefings' }>['entries'][number]) => IssueEntryModel;
}

const RULE = '* * *';

/**
 * The whole text of an issue without html: links as numbers with their addresses at the end, tables in columns, and
 * footnotes below. Paragraphs are separated by an empty line.
 */
export function issueText(document: IssueDocument, options: IssueTextOptions): string {
  return new IssueTextWriter(options).write(document);
}

class IssueTextWriter {
  private readonly urls: string[] = [];

  constructor(private readonly options: IssueTextOptions) {}

  write({ blocks, notes }: IssueDocument): string {
    const { wording } = this.options;
    const text = this.blocks(blocks);
    const noteTexts = notes.map((note, at) => indent(this.blocks(note), `${at + 1}. `));
    const links = this.urls.map((url, at) => `[${at + 1}] ${url}`);
    return [
      text,
      ...(noteTexts.length === 0 ? [] : [heading(wording.notes, '-'), noteTexts.join('\n')]),
      ...(links.length === 0 ? [] : [heading(wording.links, '-'), links.join('\n')]),
    ].join('\n\n');
  }

  private blocks(blocks: readonly Block[]): string {
    return blocks
      .map((block) => this.block(block))
      .filter((text) => text !== '')
      .join('\n\n');
  }

  private block(block: Block): string {
    switch (block.kind) {
      case 'heading': {
        const text = plainLine(this.inlines(block.children));
        return block.level === 2
          ? heading(text, '=')
          : block.level === 3
            ? heading(text, '-')
            : text;
      }
      case 'paragraph':
        return this.lines(block.children);
      case 'list':
        return this.list(block);
      case 'quote':
        return indent(this.blocks(block.blocks), '> ', '> ');
      case 'code':
        return indent(withoutUnwanted(block.text).replace(/\t/g, '    '), '    ', '    ');
      case 'table':
        return textTable({
          align: block.align,
          head: block.head.map((cell) => plainLine(this.inlines(cell))),
          rows: block.rows.map((row) => row.map((cell) => plainLine(this.inlines(cell)))),
        });
      case 'rule':
        return RULE;
      case 'button':
        return `${plainLine(block.label)}: ${linkUrl(block.url) ?? ''}`;
      case 'image': {
        const picture = this.options.wording.image(plainLine(block.alt));
        const url = block.url === undefined ? undefined : linkUrl(block.url);
        return [
          `${picture}${url === undefined ? '' : ` ${this.reference(url)}`}`,
          ...(block.caption === undefined ? [] : [plainLine(block.caption)]),
        ].join('\n');
      }
      case 'briefings':
        return block.entries.length === 0
          ? this.options.wording.noBriefings
          : block.entries
              .map(this.options.toEntry)
              .map(({ title, meta, url }) => `* ${title}\n  ${meta}\n  ${url}`)
              .join('\n');
      default:
        return block satisfies never;
    }
  }

  private list({ ordered, start, items }: Extract<Block, { kind: 'list' }>): string {
    const texts = items.map((item, at) => {
      const mark = ordered ? `${start + at}. ` : '- ';
      // A list in a list follows its line, as people type it.
      const parts = item.map((block) => ({
        isList: block.kind === 'list',
        text: this.block(block),
      }));
      const text = parts.reduce(
        (all, part) =>
          all === '' ? part.text : `${all}${part.isList ? '\n' : '\n\n'}${part.text}`,
        '',
      );
      return indent(text, mark);
    });
    const isLoose = items.some((item) => item.filter(({ kind }) => kind !== 'list').length > 1);
    return texts.join(isLoose ? '\n\n' : '\n');
  }

  private lines(inlines: readonly Inline[]): string {
    return this.inlines(inlines)
      .split('\n')
      .map((line) => plainLine(line))
      .join('\n');
  }

  private inlines(inlines: readonly Inline[]): string {
    return inlines.map((inline) => this.inline(inline)).join('');
  }

  private inline(inline: Inline): string {
    switch (inline.kind) {
      case 'text':
      case 'code':
        return foldLine(inline.text);
      case 'break':
        return '\n';
      case 'note':
        return ` ${this.options.wording.note(String(inline.number))}`;
      case 'link': {
        const label = this.inlines(inline.children);
        const url = linkUrl(inline.url);
        if (url === undefined || isSame(label, url)) return label;
        return `${label} ${this.reference(url)}`;
      }
      case 'strong':
      case 'emphasis':
      case 'strike':
      case 'sub':
      case 'sup':
      case 'mark':
        return this.inlines(inline.children);
      default:
        return inline satisfies never;
    }
  }

  /** The same address has the same number. */
  private reference(url: string): string {
    const known = this.urls.indexOf(url);
    return `[${known === -1 ? this.urls.push(url) : known + 1}]`;
  }
}

/** A link whose text is its address needs no number. */
function isSame(label: string, url: string): boolean {
  const bare = (text: string) =>
    text
      .trim()
      .replace(/^(https?:\/\/|mailto:)/, '')
      .replace(/\/$/, '');
  return bare(label) === bare(url);
}

function heading(text: string, mark: '=' | '-'): string {
  return `${text}\n${mark.repeat(Math.min(Array.from(text).length, 72))}`;
}

/** Puts `first` before the first line, and spaces of its width, or `others`, before the rest. */
function indent(text: string, first: string, others = ' '.repeat(first.length)): string {
  return text
    .split('\n')
    .map((line, at) =>
      at === 0 ? `${first}${line}` : line === '' ? others.trimEnd() : `${others}${line}`,
    )
    .join('\n');
}
