import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run test:faults -- [--schedules N] [--seed N] [--every N] [--faults PATTERN] [--bail] [options of
 * jest]`: runs the fault suite. `FAULT_SEED` and `FAULT_EVERY` set these too. With `--every`, one in N single faults is enough: those
 * whose number has the same remainder as the seed. With `--faults PATTERN`, those whose description matches.
 */
const OWN_OPTIONS = {
  schedules: { type: 'string' },
  seed: { type: 'string' },
  every: { type: 'string' },
  faults: { type: 'string' },
  bail: { type: 'boolean' },
} as const;

const given = process.argv.slice(2);
const { tokens } = parseArgs({ args: given, options: OWN_OPTIONS, strict: false, tokens: true });
const own = tokens.filter((token) => token.kind === 'option' && token.name in OWN_OPTIONS);
const used = new Set(
  own.flatMap((token) =>
    token.kind === 'option' && token.value !== undefined && !token.inlineValue
      ? [token.index, token.index + 1]
      : [token.index],
  ),
);
const optionValue = (name: string) => {
  const found = own.find((token) => token.kind === 'option' && token.name === name);
  return found?.kind === 'option' ? found.value : undefined;
};

const seed = optionValue('seed') ?? process.env.FAULT_SEED ?? '1';
const schedules = optionValue('schedules') ?? process.env.FAULT_SCHEDULES ?? '200';
const every = optionValue('every') ?? process.env.FAULT_EVERY ?? '1';
console.log(`Faults: ${schedules} random schedules from seed ${seed} on.`);
const jest = [
  path.join(path.dirname(require.resolve('jest/package.json')), 'bin/jest.js'),
  '--selectProjects',
  'faults',
  '--maxWorkers=2',
  '--testTimeout=3600000',
  ...given.filter((_argument, index) => !used.has(index)),
];
const { status } = spawnSync(process.execPath, jest, {
  stdio: 'inherit',
  env: {
    ...process.env,
    FAULT_SEED: seed,
    FAULT_SCHEDULES: schedules,
    FAULT_EVERY: every,
    FAULT_PATTERN: optionValue('faults') ?? '',
    ...(own.some((token) => token.kind === 'option' && token.name === 'bail')
      ? { FAULT_BAIL: 'true' }
      : {}),
  },
});
process.exitCode = status ?? 1;
