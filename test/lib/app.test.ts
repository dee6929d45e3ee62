import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const outdir = mkdtempSync(path.join(tmpdir(), 'briefwire-app-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** Runs the CDK app like the CDK's command line, but without bundling and without credentials. */
function synth(changes: Record<string, unknown> = {}) {
  const { app, context } = JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8'));
  const [command = '', ...parameters] = app.split(' ');
  return spawnSync(path.join(ROOT, 'node_modules/.bin', command), parameters, {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: outdir,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, 'aws:cdk:bundling-stacks': [], ...changes }),
    },
  });
}

describe('the CDK app', () => {
  it('synthesizes with the example settings and warns which ones to change', () => {
    expect(synth()).toMatchObject({ status: 0 });
    const metadata = readFileSync(path.join(outdir, 'Briefwire-example.metadata.json'), 'utf8');
    expect(Object.values(JSON.parse(metadata)).flat()).toContainEqual(
      expect.objectContaining({
        type: 'aws:cdk:warning',
        data: expect.stringContaining(
          'before you deploy: sender, siteName, postalAddress, inboundAddress.',
        ),
      }),
    );
  }, 60_000);

  it('rejects an invalid setting with a sentence and no stack trace', () => {
    expect(synth({ digestHour: 24 })).toMatchObject({
      status: 1,
      stdout: '',
      stderr:
        'The setting "digestHour" is 24, but it must be from 0 to 23.\nSet it in cdk.json under "context", or with -c name=value.\n',
    });
  }, 60_000);
});
