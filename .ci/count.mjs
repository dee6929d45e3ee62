// Adds up the results of every suite. The last line is `N passed, N failed`, for people and machines.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const total = { passed: 0, failed: 0 };
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const result = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const passed = result.numPassedTests ?? 0;
  // A test file that does not load and a run that finds no test count as failures.
  const crashed = (result.numRuntimeErrorTestSuites ?? 0) + (result.crashed ? 1 : 0);
  const empty = passed + (result.numFailedTests ?? 0) === 0 && crashed === 0 ? 1 : 0;
  const failed = (result.numFailedTests ?? 0) + crashed + empty;
  console.log(`${file.replace('.json', '').padEnd(16)} ${passed} passed, ${failed} failed`);
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
