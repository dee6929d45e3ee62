import type { Inline } from '../../domain/newsletters/issue-document';
import { escapeHtml } from '../escape-html';
import { foldLine } from '../plain-line';
import { safeUrl } from '../safe-url';

const ELEMENTS = {
  strong: 'strong',
  emphasis: 'em',
  strike: 's',
  sub: 'sub',
  sup: 'sup',
  mark: 'mark',
} as const;

/** How the runs look that differ between an email and a page. Each text is html. */
export interface InlineLook {
  link: (url: string, label: string) => string;
  code: (text: string) => string;
  note: (number: number) => string;
}

/** Runs of text as html. Everything in them is escaped. */
export function inlineHtml(inlines: readonly Inline[], look: InlineLook): string {
  return inlines.map((inline) => runHtml(inline, look)).join('');
}

function runHtml(inline: Inline, look: InlineLook): string {
  switch (inline.kind) {
    case 'text':
      return escapeHtml(foldLine(inline.text));
    case 'code':
      return look.code(escapeHtml(foldLine(inline.text)));
    case 'break':
      return '<br>';
    case 'note':
      return look.note(inline.number);
    case 'link': {
      const label = inlineHtml(inline.children, look);
      const url = linkUrl(inline.url);
      return url === undefined ? label : look.link(escapeHtml(url), label);
    }
    case 'strong':
    case 'emphasis':
    case 'strike':
    case 'sub':
    case 'sup':
    case 'mark': {
      const element = ELEMENTS[inline.kind];
      return `<${element}>${inlineHtml(inline.children, look)}</${element}>`;
    }
    default:
      return inline satisfies never;
  }
}

/** Undefined for an address that must not be linked to. */
export function linkUrl(url: string): string | undefined {
  return /^mailto:[^\s<>"]+$/i.test(url) ? url : safeUrl(url);
}
