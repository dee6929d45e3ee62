import type { Writable } from 'node:stream';

/** One measured value; `setup` says of what, on how much. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  setup: string;
}

/** Writes figures as they come: a JSON line each, and on a terminal a table at the end. */
export class FigureWriter {
  private readonly figures: Figure[] = [];

  constructor(
    private readonly stdout: Writable & { isTTY?: boolean },
    private readonly stderr: Writable,
  ) {}

  write(figure: Figure): void {
    const rounded = { ...figure, value: significant(figure.value) };
    this.figures.push(rounded);
    if (!this.stdout.isTTY) this.stdout.write(`${JSON.stringify(rounded)}\n`);
  }

  /** What is under way: benches take minutes. */
  tell(sentence: string): void {
    this.stderr.write(`${sentence}\n`);
  }

  end(): void {
    if (!this.stdout.isTTY) return;
    const width = Math.max(...this.figures.map(({ name }) => name.length));
    for (const { name, value, unit, setup } of this.figures) {
      this.stdout.write(
        `${name.padEnd(width)}  ${String(value).padStart(12)} ${unit.padEnd(14)} ${setup}\n`,
      );
    }
  }
}

/** Three digits say what such a measure can say. */
const significant = (value: number): number => Number(value.toPrecision(3));

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
