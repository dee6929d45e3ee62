import type { Block, Inline, IssueDocument } from '../../domain/newsletters/issue-document';
import { escapeHtml } from '../escape-html';
import { foldLine, plainLine, withoutUnwanted } from '../plain-line';
import { safeUrl } from '../safe-url';
import { type InlineLook, inlineHtml, linkUrl } from './inline-html';

const LINK_RELATION = 'nofollow noopener';

const LOOK: InlineLook = {
  link: (url, label) => `<a href="${url}" rel="${LINK_RELATION}">${label}</a>`,
  code: (text) => `<code>${text}</code>`,
  note: (number) => `<sup id="ref-${number}"><a href="#note-${number}">${number}</a></sup>`,
};

/**
 * The text of an issue as the html of its page. Everything is escaped. Pages load nothing from other sites, so a picture
 * is a link with its text (docs/decisions/203).
 */
export function issuePage({ blocks, notes }: IssueDocument): string {
  const items = notes.map(
    (note, at) => `<li id="note-${at + 1}">${blocksHtml(note)} <a href="#ref-${at + 1}">↩</a></li>`,
  );
  return `${blocksHtml(blocks)}${items.length === 0 ? '' : `<hr><ol>${items.join('')}</ol>`}`;
}

function blocksHtml(blocks: readonly Block[]): string {
  return blocks.map(blockHtml).join('');
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${inlineHtml(block.children, LOOK)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${inlineHtml(block.children, LOOK)}</p>`;
    case 'list': {
      const element = block.ordered ? 'ol' : 'ul';
      const start = block.ordered && block.start !== 1 ? ` start="${block.start}"` : '';
      const items = block.items.map((item) => `<li>${itemHtml(item)}</li>`);
      return `<${element}${start}>${items.join('')}</${element}>`;
    }
    case 'quote':
      return `<blockquote>${blocksHtml(block.blocks)}</blockquote>`;
    case 'code':
      return `<pre><code>${escapeHtml(withoutUnwanted(block.text))}</code></pre>`;
    case 'table':
      return tableHtml(block);
    case 'rule':
      return '<hr>';
    case 'button':
      return `<p>${anchor(block.url, plainLine(block.label))}</p>`;
    case 'image': {
      const caption = block.caption === undefined ? '' : `<br>${text(block.caption)}`;
      return `<p>${anchor(block.src, block.alt)}${caption}</p>`;
    }
    case 'briefings': {
      const items = block.entries.map(({ briefingId, title, url, source }) => {
        const link =
          safeUrl(url) === undefined
            ? `<a href="/briefings/${encodeURIComponent(briefingId)}">${text(title)}</a>`
            : anchor(String(url), title);
        return `<li>${link}${source === undefined ? '' : ` · ${text(source)}`}</li>`;
      });
      return items.length === 0 ? '' : `<ul>${items.join('')}</ul>`;
    }
    default:
      return block satisfies never;
  }
}

/** A single paragraph is shown as the line of its item. */
function itemHtml([first, ...rest]: Block[]): string {
  if (first === undefined) return '';
  const start = first.kind === 'paragraph' ? inlineHtml(first.children, LOOK) : blockHtml(first);
  return `${start}${blocksHtml(rest)}`;
}

function tableHtml({ head, rows }: Extract<Block, { kind: 'table' }>): string {
  const cells = (row: Inline[][], element: 'th' | 'td') =>
    row.map((cell) => `<${element}>${inlineHtml(cell, LOOK)}</${element}>`).join('');
  const heading = head.length === 0 ? '' : `<thead><tr>${cells(head, 'th')}</tr></thead>`;
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
  return `<table>${heading}<tbody>${body}</tbody></table>`;
}

function anchor(url: string, label: string): string {
  const href = linkUrl(url);
  return href === undefined
    ? text(label)
    : `<a href="${escapeHtml(href)}" rel="${LINK_RELATION}">${text(label)}</a>`;
}

function text(value: string): string {
  return escapeHtml(foldLine(value));
}
