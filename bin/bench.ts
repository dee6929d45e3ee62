import { measureBundles } from './bench/bundles';
import { measureCli } from './bench/cli';
import { FigureWriter } from './bench/figures';
import { measureIndex } from './bench/index-figures';
import { measureLatency } from './bench/latency';
import { benchMatch } from './bench/match';

const EXIT = { done: 0, usage: 2 } as const;

/**
 * The benches by name: `npm run bench -- match`, or `-- match 10000` for up to that many topics;
 * `index` for a briefing's cost through DynamoDB Local; `bundles` for the functions' sizes,
 * `latency` for the time from publishing to the inbox; `cli` for the time that commands take.
 */
const BENCHES: Record<string, (figures: FigureWriter, most: number) => void | Promise<void>> = {
  match: benchMatch,
  index: measureIndex,
  bundles: measureBundles,
  latency: measureLatency,
  cli: measureCli,
};

async function main(names: readonly string[]): Promise<number> {
  const [name = 'match', most = '1000000'] = names;
  const bench = BENCHES[name];
  if (!bench || !Number.isInteger(Number(most))) {
    process.stderr.write(
      `Usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [MOST_TOPICS]\n`,
    );
    return EXIT.usage;
  }
  const figures = new FigureWriter(process.stdout, process.stderr);
  await bench(figures, Number(most));
  figures.end();
  return EXIT.done;
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
