import type { Align } from '../../domain/newsletters/issue-document';

export interface PlainTable {
  align: Align[];
  head: string[];
  rows: string[][];
}

/** In characters. A wider table is written as a list. */
const MAX_TABLE_WIDTH = 72;
const GAP = '  ';

/** A table in columns of spaces; one that is too wide as its cells, one a line, each after its heading. */
export function textTable({ align, head, rows }: PlainTable): string {
  const all = head.length === 0 ? rows : [head, ...rows];
  const widths = align.map((_, column) => Math.max(...all.map((row) => lengthOf(row[column]))));
  const width = widths.reduce((sum, one) => sum + one, 0) + GAP.length * (widths.length - 1);
  if (width > MAX_TABLE_WIDTH) return rows.map((row) => record(head, row)).join('\n\n');
  const line = (row: string[]) =>
    widths
      .map((size, column) => pad(row[column] ?? '', size, align[column]))
      .join(GAP)
      .trimEnd();
  const lines = rows.map(line);
  if (head.length === 0) return lines.join('\n');
  return [line(head), widths.map((size) => '-'.repeat(size)).join(GAP), ...lines].join('\n');
}

function record(head: string[], row: string[]): string {
  return row
    .map((cell, column) => (head[column] ? `${head[column]}: ${cell}` : cell))
    .filter((cell) => cell !== '')
    .join('\n');
}

function pad(text: string, size: number, align: Align = 'start'): string {
  const missing = Math.max(0, size - lengthOf(text));
  switch (align) {
    case 'start':
      return text + ' '.repeat(missing);
    case 'end':
      return ' '.repeat(missing) + text;
    case 'center': {
      const before = Math.floor(missing / 2);
      return ' '.repeat(before) + text + ' '.repeat(missing - before);
    }
    default:
      return align satisfies never;
  }
}

function lengthOf(text = ''): number {
  return Array.from(text).length;
}
