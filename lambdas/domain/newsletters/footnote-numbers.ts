import type { HtmlNode } from './html-tree';

/** Numbers footnotes in the order in which the text refers to them. */
export class FootnoteNumbers {
  private readonly labels: string[] = [];
  private readonly defined = new Map<string, HtmlNode[]>();

  /** The number of the footnote with this label; the first has 1. */
  numberOf(label: string): number {
    const known = this.labels.indexOf(label);
    return known === -1 ? this.labels.push(label) : known + 1;
  }

  /** The first text of a label counts. */
  define(label: string, text: HtmlNode[]): void {
    if (!this.defined.has(label)) this.defined.set(label, text);
  }

  get count(): number {
    return this.labels.length;
  }

  /** Empty if the footnote was not defined. */
  textOf(number: number): HtmlNode[] {
    return this.defined.get(this.labels[number - 1] ?? '') ?? [];
  }

  problems(): string[] {
    return [
      ...this.labels
        .filter((label) => !this.defined.has(label))
        .map((label) => `the footnote [^${label}] has no text; add a line such as [^${label}]: …`),
      ...[...this.defined.keys()]
        .filter((label) => !this.labels.includes(label))
        .map((label) => `nothing refers to the footnote [^${label}]`),
    ];
  }
}
