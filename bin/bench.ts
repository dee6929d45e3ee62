import { FigureWriter } from './bench/figures';
import { benchMatch } from './bench/match';

const EXIT = { done: 0, usage: 2 } as const;

/** The benches by name: `npm run bench -- match`, or `-- match 10000` for up to that many topics. */
const BENCHES: Record<string, (figures: FigureWriter, most: number) => void> = {
  match: benchMatch,
};

function main(names: readonly string[]): number {
  const [name = 'match', most = '1000000'] = names;
  const bench = BENCHES[name];
  if (!bench || !Number.isInteger(Number(most))) {
    process.stderr.write(
      `Usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [MOST_TOPICS]\n`,
    );
    return EXIT.usage;
  }
  const figures = new FigureWriter(process.stdout, process.stderr);
  bench(figures, Number(most));
  figures.end();
  return EXIT.done;
}

process.exitCode = main(process.argv.slice(2));
