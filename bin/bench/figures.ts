import type { Writable } from 'node:stream';

/** One measured value. `setup` describes the data and conditions. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  setup: string;
}

/** Writes each figure as a JSON line, or on a terminal all figures as a table at the end. */
export class FigureWriter {
  private readonly figures: Figure[] = [];

  constructor(
    private readonly stdout: Writable & { isTTY?: boolean },
    private readonly stderr: Writable,
  ) {}

  write(figure: Figure): void {
    const rounded = { ...figure, value: roundToThreeDigits(figure.value) };
    this.figures.push(rounded);
    if (!this.stdout.isTTY) this.stdout.write(`${JSON.stringify(rounded)}\n`);
  }

  /** Reports progress on stderr, since benchmarks take minutes. */
  progress(sentence: string): void {
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

/** More digits would suggest more precision than the measurements have. */
const roundToThreeDigits = (value: number): number => Number(value.toPrecision(3));

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
