import { BRIEFINGS_EXAMPLE, readBriefingsQuery } from './briefings-query';
import { FootnoteNumbers } from './footnote-numbers';
import { type HtmlElement, type HtmlNode, textOfNode } from './html-tree';
import { InlineReader, imagesIn, isInline } from './inline-reader';
import type { Align, Block, Inline } from './issue-document';
import { textOfInlines } from './issue-document';
import { NOTE_TEXT_ELEMENT, SERVICE_ELEMENT } from './issue-elements';

const BUTTON_MARK = '{.button}';
const ALIGNS: Record<string, Align> = { center: 'center', right: 'end' };

/** Turns sanitized html into blocks, and collects what the publisher must change. */
export class BlockReader {
  private readonly problems: string[] = [];
  private readonly footnotes = new FootnoteNumbers();
  private readonly inlines = new InlineReader(this.footnotes, this.problems);

  readBlocks(nodes: HtmlNode[]): Block[] {
    const blocks: Block[] = [];
    let run: HtmlNode[] = [];
    const flush = () => {
      blocks.push(...this.readParagraph(run));
      run = [];
    };
    for (const node of nodes) {
      if (isInline(node)) run.push(node);
      else {
        flush();
        blocks.push(...this.readElement(node));
      }
    }
    flush();
    return blocks;
  }

  /** The footnotes by number, once all blocks are read, and all problems. */
  finish(): { notes: Block[][]; problems: string[] } {
    const notes: Block[][] = [];
    // A footnote may refer to another one, which is numbered when it is read.
    for (let number = 1; number <= this.footnotes.count; number++) {
      notes.push(this.readBlocks(this.footnotes.textOf(number)));
    }
    return { notes, problems: [...this.problems, ...this.footnotes.problems()] };
  }

  private readElement(element: HtmlElement): Block[] {
    const { name, children, attributes } = element;
    switch (name) {
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return this.readHeading(Math.min(Number(name[1]), 4) as 1 | 2 | 3 | 4, children);
      case 'ul':
      case 'ol':
        return this.readList(element);
      case 'blockquote': {
        const blocks = this.readBlocks(children);
        return blocks.length === 0 ? [] : [{ kind: 'quote', blocks }];
      }
      case 'pre':
        return [{ kind: 'code', text: textOfNode(element).replace(/\n$/, '') }];
      case 'table':
        return this.readTable(element);
      case 'hr':
        return [{ kind: 'rule' }];
      case SERVICE_ELEMENT:
        return this.readServiceBlock(attributes);
      case NOTE_TEXT_ELEMENT:
        this.footnotes.define(attributes['data-label'] ?? '', children);
        return [];
      case 'p':
        return this.readParagraph(children);
      default:
        // `dl`, `dt` and the like: their content is a text as any other.
        return this.readBlocks(children);
    }
  }

  /** A level of 1 is kept until all headings are known. */
  private readHeading(level: 1 | 2 | 3 | 4, children: HtmlNode[]): Block[] {
    const read = this.inlines.read(children.filter((node) => !hasImage(node)));
    const images = this.readImages(children);
    const heading = { kind: 'heading', level: level as 2 | 3 | 4, children: read } as const;
    return textOfInlines(read).trim() === '' ? images : [heading, ...images];
  }

  private readList({ name, attributes, children }: HtmlElement): Block[] {
    const items = children
      .filter((node) => typeof node !== 'string')
      .map((item) => this.readBlocks(item.children))
      .filter((blocks) => blocks.length > 0);
    const start = Number.parseInt(attributes.start ?? '1', 10);
    return items.length === 0
      ? []
      : [
          {
            kind: 'list',
            ordered: name === 'ol',
            start: Number.isFinite(start) ? start : 1,
            items,
          },
        ];
  }

  /** A picture in a paragraph becomes a block, between the texts before and after it. */
  private readParagraph(nodes: HtmlNode[]): Block[] {
    const button = this.readButton(nodes);
    if (button !== undefined) return button;
    const blocks: Block[] = [];
    let run: HtmlNode[] = [];
    const flush = () => {
      const children = this.inlines.read(run);
      if (textOfInlines(children).trim() !== '' || children.some(({ kind }) => kind === 'note')) {
        this.problems.push(...problemsOfParagraph(children));
        blocks.push({ kind: 'paragraph', children });
      }
      run = [];
    };
    const queue = [...nodes];
    for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
      const [image] = imagesIn(node);
      if (image === undefined) {
        run.push(node);
        continue;
      }
      flush();
      const next = queue[0];
      const [mark = '', width] =
        typeof next === 'string' ? (/^\{width=["']?(\d{1,4})(?:px)?["']?\}/.exec(next) ?? []) : [];
      if (mark !== '' && typeof next === 'string') queue[0] = next.slice(mark.length);
      blocks.push(...this.readImages([node], width));
    }
    flush();
    return blocks;
  }

  /** `[Label](https://…){.button}` and nothing else. */
  private readButton(nodes: HtmlNode[]): Block[] | undefined {
    const parts = nodes.filter((node) => typeof node !== 'string' || node.trim() !== '');
    const [link, mark] = parts;
    if (parts.length !== 2 || typeof link !== 'object' || link.name !== 'a') return undefined;
    if (typeof mark !== 'string' || mark.trim() !== BUTTON_MARK) return undefined;
    const label = textOfNode(link).replace(/\s+/g, ' ').trim();
    const url = link.attributes.href;
    if (label === '') this.problems.push(`the button to ${url ?? 'nowhere'} has no text`);
    if (url === undefined) {
      this.problems.push(`the button "${label}" needs an address that starts with https://`);
    }
    return label === '' || url === undefined ? [] : [{ kind: 'button', label, url }];
  }

  private readImages(nodes: HtmlNode[], width?: string): Block[] {
    return nodes
      .flatMap((node) => imagesIn(node))
      .flatMap((image) => this.inlines.readImage(image, width) ?? [])
      .map((image) => ({ kind: 'image', ...image }));
  }

  private readTable(table: HtmlElement): Block[] {
    const rows = rowsIn(table);
    const cells = rows.map((row) =>
      row.children.filter((node): node is HtmlElement => isCell(node)),
    );
    const [first = [], ...others] = cells;
    if (first.length === 0) return [];
    const isHead = first.every(({ name }) => name === 'th');
    const read = (row: HtmlElement[]): Inline[][] =>
      row.map((cell) => this.inlines.read(cell.children));
    return [
      {
        kind: 'table',
        align: first.map(({ attributes }) => ALIGNS[attributes.align ?? ''] ?? 'start'),
        head: isHead ? read(first) : [],
        rows: (isHead ? others : cells).map(read),
      },
      ...this.readImages([table]),
    ];
  }

  private readServiceBlock(attributes: Record<string, string>): Block[] {
    const { 'data-name': name = '', 'data-settings': settings = '' } = attributes;
    if (name !== 'briefings') {
      this.problems.push(`there is no block ":::${name}"; the only one is :::briefings`);
      return [];
    }
    const read = readBriefingsQuery(settings);
    if (read.outcome === 'refused') {
      this.problems.push(read.reason);
      return [];
    }
    return [{ kind: 'briefings', query: read.query, entries: [] }];
  }
}

/** Marks that were meant for a block, but are not alone or not complete. In code they are only shown. */
function problemsOfParagraph(children: Inline[]): string[] {
  const texts = children.flatMap((inline) => (inline.kind === 'text' ? [inline.text] : []));
  const [first] = children;
  const opening =
    first?.kind === 'text' && first.text.startsWith(':::') ? first.text.slice(0, 60) : '';
  return [
    ...(texts.some((text) => text.includes(BUTTON_MARK))
      ? [
          `a button must be a link alone in its paragraph, as in [Read the report](https://example.org/report)${BUTTON_MARK}`,
        ]
      : []),
    ...(opening === ''
      ? []
      : [`the block "${opening}" is not complete; write it like ${BRIEFINGS_EXAMPLE}`]),
  ];
}

function hasImage(node: HtmlNode): boolean {
  return imagesIn(node).length > 0;
}

function isCell(node: HtmlNode): boolean {
  return typeof node !== 'string' && (node.name === 'th' || node.name === 'td');
}

function rowsIn({ children }: HtmlElement): HtmlElement[] {
  return children.flatMap((node) => {
    if (typeof node === 'string') return [];
    return node.name === 'tr' ? [node] : rowsIn(node);
  });
}
