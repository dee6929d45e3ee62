import type { Align, Block } from '../../domain/newsletters/issue-document';
import type { EmailLook } from './email-look';
import { inlineHtml } from './inline-html';

/** On a phone, the rows of a wider table are shown one under the other, each cell with its heading (templates/issue.mjml). */
const MAX_COLUMNS_ON_PHONE = 3;

/** A table whose cells break long words, so that it is never wider than the email. */
export function emailTable(
  { align, head, rows }: Extract<Block, { kind: 'table' }>,
  look: EmailLook,
): string {
  const heads = head.map((cell) => inlineHtml(cell, look));
  const isStacked = align.length > MAX_COLUMNS_ON_PHONE && head.length > 0;
  const label = (column: number) =>
    isStacked && heads[column]
      ? `<span class="lbl" style="${look.label}">${heads[column]}: </span>`
      : '';
  const headRow = heads.map(
    (cell, column) =>
      `<th class="th" dir="auto" scope="col" style="${look.headCell};${alignment(align[column])}">${cell}</th>`,
  );
  const bodyRows = rows.map((row) => {
    const cells = row.map(
      (cell, column) =>
        `<td class="td" dir="auto" style="${look.cell};${alignment(align[column])}">${label(column)}${inlineHtml(cell, look)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return [
    `<table class="${isStacked ? 'tbl stack' : 'tbl'}" width="100%" cellpadding="0" cellspacing="0" border="0" style="${look.table}">`,
    ...(head.length === 0 ? [] : [`<thead><tr>${headRow.join('')}</tr></thead>`]),
    `<tbody>${bodyRows.join('\n')}</tbody></table>`,
  ].join('');
}

function alignment(align: Align = 'start'): string {
  return `text-align:${align}`;
}
