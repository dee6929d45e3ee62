// Adds up what the runners wrote, suite by suite; the last line is for machines and people alike.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const total = { passed: 0, failed: 0 };
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const result = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const passed = result.numPassedTests ?? 0;
  // A file that could not be run, or a run that found no test, is a failure and not a silence.
  const broken = (result.numRuntimeErrorTestSuites ?? 0) + (result.crashed ? 1 : 0);
  const silent = passed + (result.numFailedTests ?? 0) === 0 && broken === 0 ? 1 : 0;
  const failed = (result.numFailedTests ?? 0) + broken + silent;
  console.log(`${file.replace('.json', '').padEnd(16)} ${passed} passed, ${failed} failed`);
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
