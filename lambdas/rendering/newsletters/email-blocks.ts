import type { Block, IssueImage } from '../../domain/newsletters/issue-document';
import { escapeHtml } from '../escape-html';
import { foldLine, withoutUnwanted } from '../plain-line';
import { safeUrl } from '../safe-url';
import { type EmailLook, TEXT_WIDTH } from './email-look';
import { emailTable } from './email-table';
import { inlineHtml, linkUrl } from './inline-html';

/** Blocks as the html of an email. Styles are inline, because programs such as Gmail's drop others in some accounts. */
export function emailBlocks(blocks: readonly Block[], look: EmailLook): string {
  return blocks.map((block) => emailBlock(block, look)).join('\n');
}

function emailBlock(block: Block, look: EmailLook): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level} class="h${block.level}i" dir="auto" style="${look.headings[block.level]}">${inlineHtml(block.children, look)}</h${block.level}>`;
    case 'paragraph':
      return `<p class="p" dir="auto" style="${look.paragraph}">${inlineHtml(block.children, look)}</p>`;
    case 'list':
      return listHtml(block, look);
    case 'quote':
      return boxHtml(
        'q',
        look.quote,
        emailBlocks(block.blocks, { ...look, paragraph: look.quoted }),
      );
    case 'code':
      return boxHtml('code', look.codeBlock, codeHtml(block.text), ' dir="ltr"');
    case 'table':
      return emailTable(block, look);
    case 'rule':
      return boxHtml('line', look.line, '&nbsp;');
    case 'button': {
      const url = linkUrl(block.url);
      const label = escapeHtml(foldLine(block.label));
      const link = url === undefined ? label : look.link(escapeHtml(url), label);
      return `<p class="p" dir="auto" style="${look.paragraph}"><strong>${link}</strong></p>`;
    }
    case 'image':
      return imageHtml(block, look);
    case 'briefings':
      return listHtml(
        {
          kind: 'list',
          ordered: false,
          start: 1,
          items: block.entries.map(({ title, url }) => [
            {
              kind: 'paragraph',
              children: [
                url === undefined
                  ? { kind: 'text', text: title }
                  : { kind: 'link', url, children: [{ kind: 'text', text: title }] },
              ],
            },
          ]),
        },
        look,
      );
    default:
      return block satisfies never;
  }
}

function listHtml(
  { ordered, start, items }: Extract<Block, { kind: 'list' }>,
  look: EmailLook,
): string {
  const element = ordered ? 'ol' : 'ul';
  const from = ordered && start !== 1 ? ` start="${start}"` : '';
  const shown = items.map((blocks) => {
    const [first, ...rest] = blocks;
    // A short item is one line, without the distance of a paragraph.
    const content =
      first?.kind === 'paragraph'
        ? `${inlineHtml(first.children, look)}${rest.length > 0 ? `\n${emailBlocks(rest, { ...look, list: look.innerList })}` : ''}`
        : emailBlocks(blocks, look);
    return `<li class="p" dir="auto" style="${look.item}">${content}</li>`;
  });
  return `<${element}${from} style="${look.list}">${shown.join('\n')}</${element}>`;
}

/** A box with a background or an edge. Outlook shows these only for cells of tables. */
function boxHtml(name: string, style: string, content: string, attributes = ''): string {
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;margin:0 0 18px"><tr><td class="${name}"${attributes} style="${style}">${content}</td></tr></table>`;
}

/** Line breaks and indentation without `pre`, which Outlook does not wrap. */
function codeHtml(text: string): string {
  return withoutUnwanted(text)
    .replace(/\t/g, '    ')
    .split('\n')
    .map((line) =>
      escapeHtml(line).replace(/^ +| {2,}/g, (spaces) => '&nbsp;'.repeat(spaces.length)),
    )
    .join('<br>');
}

/**
 * Outlook takes the width from the attribute, all others from the style. The light background keeps dark lettering on a
 * transparent picture readable in the dark.
 */
function imageHtml(image: IssueImage, look: EmailLook): string {
  const src = safeUrl(image.src);
  const alt = escapeHtml(foldLine(image.alt));
  if (src === undefined) return `<p class="p" dir="auto" style="${look.paragraph}">${alt}</p>`;
  const width = Math.min(image.width ?? TEXT_WIDTH, TEXT_WIDTH);
  const picture = `<img class="img" src="${escapeHtml(src)}" alt="${alt}" width="${width}" style="${look.image};max-width:${width}px">`;
  const url = image.url === undefined ? undefined : linkUrl(image.url);
  const linked = url === undefined ? picture : `<a href="${escapeHtml(url)}">${picture}</a>`;
  const caption =
    image.caption === undefined
      ? ''
      : `<p class="meta" dir="auto" style="${look.caption}">${escapeHtml(foldLine(image.caption))}</p>`;
  return `<div style="margin:4px 0 20px">${linked}${caption}</div>`;
}
