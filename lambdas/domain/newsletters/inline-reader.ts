import type { FootnoteNumbers } from './footnote-numbers';
import { type HtmlElement, type HtmlNode, textOfNode } from './html-tree';
import type { Inline, IssueImage } from './issue-document';
import { NOTE_ELEMENT } from './issue-elements';

type Wrapper = Extract<Inline, { children: Inline[] }>['kind'];

/** The elements of a text, and what they are; '' for those whose text alone is kept. */
const INLINE_ELEMENTS: Record<string, Exclude<Wrapper, 'link'> | ''> = {
  strong: 'strong',
  b: 'strong',
  em: 'emphasis',
  i: 'emphasis',
  cite: 'emphasis',
  del: 'strike',
  s: 'strike',
  sub: 'sub',
  sup: 'sup',
  mark: 'mark',
  u: '',
  abbr: '',
  bdi: '',
  span: '',
  q: '',
};
const OTHER_INLINE = new Set(['a', 'code', 'kbd', 'br', 'img', NOTE_ELEMENT]);

/** In CSS pixels. Wider pictures are shown at the width of the text. */
const MAX_IMAGE_WIDTH = 2_000;

/** Text, and elements that are part of a text. */
export function isInline(node: HtmlNode): node is string | HtmlElement {
  return typeof node === 'string' || node.name in INLINE_ELEMENTS || OTHER_INLINE.has(node.name);
}

/** The picture elements in a node, each with the link around it. */
export function imagesIn(node: HtmlNode, href?: string): { element: HtmlElement; href?: string }[] {
  if (typeof node === 'string') return [];
  if (node.name === 'img') return [{ element: node, ...(href === undefined ? {} : { href }) }];
  const around = node.name === 'a' ? node.attributes.href : href;
  return node.children.flatMap((child) => imagesIn(child, around));
}

/** Reads the texts of blocks. */
export class InlineReader {
  constructor(
    private readonly footnotes: FootnoteNumbers,
    private readonly problems: string[],
  ) {}

  /** Runs of text with single spaces, trimmed at both ends. */
  read(nodes: HtmlNode[]): Inline[] {
    return trim(nodes.flatMap((node) => this.readNode(node)));
  }

  /** Undefined if the picture cannot be shown; a problem then says why. */
  readImage(
    { element, href }: { element: HtmlElement; href?: string },
    width = element.attributes.width,
  ): IssueImage | undefined {
    const { src = '', alt = '', title = '' } = element.attributes;
    const name = src === '' ? 'without an address' : `"${src.slice(0, 200)}"`;
    if (alt.trim() === '') {
      this.problems.push(
        `the image ${name} has no text for those who cannot see it; write it between the brackets, as in ![A crane in the port](https://…)`,
      );
    }
    if (!/^https:\/\/[^/?#\s]+/i.test(src) || !URL.canParse(src)) {
      this.problems.push(
        `the image ${name} must have an address that starts with https://, because email programs show no other`,
      );
      return undefined;
    }
    const pixels = Number.parseInt(width ?? '', 10);
    return {
      src: new URL(src).href,
      alt: alt.replace(/\s+/g, ' ').trim(),
      ...(pixels >= 1 && pixels <= MAX_IMAGE_WIDTH ? { width: pixels } : {}),
      ...(title.trim() === '' ? {} : { caption: title.replace(/\s+/g, ' ').trim() }),
      ...(href === undefined ? {} : { url: href }),
    };
  }

  private readNode(node: HtmlNode): Inline[] {
    if (typeof node === 'string') {
      return node === '' ? [] : [{ kind: 'text', text: node.replace(/[ \t\r\n]+/g, ' ') }];
    }
    const { name, attributes, children } = node;
    switch (name) {
      case 'br':
        return [{ kind: 'break' }];
      case 'code':
      case 'kbd':
        return [{ kind: 'code', text: textOfNode(node) }];
      case 'img':
        return [];
      case NOTE_ELEMENT: {
        const label = attributes['data-label'] ?? '';
        return [{ kind: 'note', number: this.footnotes.numberOf(label) }];
      }
      case 'a': {
        const inside = children.flatMap((child) => this.readNode(child));
        const url = attributes.href;
        return url === undefined ? inside : [{ kind: 'link', url, children: inside }];
      }
      default: {
        const inside = children.flatMap((child) => this.readNode(child));
        const kind = INLINE_ELEMENTS[name] ?? '';
        if (name === 'q')
          return [{ kind: 'text', text: '“' }, ...inside, { kind: 'text', text: '”' }];
        return kind === '' ? inside : [{ kind, children: inside }];
      }
    }
  }
}

function trim(inlines: Inline[]): Inline[] {
  const [first] = inlines;
  const last = inlines.at(-1);
  if (first?.kind === 'text') inlines[0] = { kind: 'text', text: first.text.trimStart() };
  if (last?.kind === 'text') {
    const text = inlines.length === 1 ? last.text.trim() : last.text.trimEnd();
    inlines[inlines.length - 1] = { kind: 'text', text };
  }
  return inlines.filter((inline) => inline.kind !== 'text' || inline.text !== '');
}
