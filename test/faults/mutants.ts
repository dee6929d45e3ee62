import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { MUTANTS } from './mutants/mutants';

/**
 * `npm run test:faults:mutants [-- NAME]`: removes one safeguard at a time from the functions, and shows
 * that the fault suite fails without it.
 */
const only = process.argv[2];
const chosen = MUTANTS.filter(({ name }) => only === undefined || name === only);
if (chosen.length === 0) {
  console.error(`Unknown mutant. Choose one of: ${MUTANTS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const RUNNER = path.join(__dirname, 'run.ts');
let survivors = 0;
for (const { name, faults } of chosen) {
  const given = [
    '--import',
    'tsx',
    RUNNER,
    '--bail',
    '--faults',
    faults,
    '--silent',
    'single-faults-1',
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, given, {
    env: { ...process.env, FAULT_MUTANT: name, FAULT_PARTS: '1' },
    encoding: 'utf8',
  });
  const output = `${stdout}${stderr}`;
  // A suite that doesn't start has found nothing.
  const hasRun = /^Tests: .*failed/m.test(output);
  if (status !== 0 && hasRun) {
    const [, finding = ''] = /Seed \d+ fails:\s*\n[ +]*(.*)/.exec(output) ?? [];
    console.log(`found    ${name}: ${finding.trim().slice(0, 300)}`);
    continue;
  }
  survivors += 1;
  console.log(`${hasRun || status === 0 ? 'SURVIVED' : 'BROKEN  '} ${name}`);
  if (status !== 0) console.log(output.slice(-2_000));
}
console.log(`${chosen.length - survivors} of ${chosen.length} mutants found.`);
process.exitCode = survivors === 0 ? 0 : 1;
