import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const MODULE = pathToFileURL(
  path.resolve(__dirname, '../../../lib/local/sqs/fauxqs-store.mjs'),
).href;

/** Runs a script with the module's exports, and returns what it prints. */
function run(script: string): string {
  const source = `import { assertSupported, createSqsStore } from ${JSON.stringify(MODULE)};
    try { ${script} } catch (error) { console.log(error.message); }`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source]);
  return `${stdout}${stderr}`;
}

const ADVICE =
  'Compare its dist/sqs/sqsStore.js with what fauxqs-store.mjs uses, change SUPPORTED_VERSION, ' +
  'and run: npx jest test/local/sqs test/local/restart.test.ts';

/** Lines of a script that fake the store of another fauxqs. */
const STORE = `class Store { host = ''; createQueue = (name) => ({ name, enqueue() {}, deleteMessage() {}, inflightMessages: new Map() }) }`;
const STORE_WITHOUT_ENQUEUE = STORE.replace('enqueue() {}, ', '');

describe('the store of fauxqs', () => {
  it('is supported in the version that is installed', () => {
    expect(run('await createSqsStore(); console.log("supported")')).toBe('supported\n');
  });

  it('is refused in another version, with what to do', () => {
    expect(run(`${STORE} assertSupported('9.0.0', Store)`)).toBe(
      `lib/local/sqs/fauxqs-store.mjs supports fauxqs 1.9.2, but fauxqs 9.0.0 is installed. ${ADVICE}\n`,
    );
  });

  it('is refused if it lacks something that we use, which is named', () => {
    expect(run(`${STORE_WITHOUT_ENQUEUE} assertSupported('1.9.2', Store)`)).toBe(
      `lib/local/sqs/fauxqs-store.mjs supports fauxqs 1.9.2, but fauxqs 1.9.2 is installed, whose store has no queue.enqueue. ${ADVICE}\n`,
    );
  });
});
