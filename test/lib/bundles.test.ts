import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type Bundle, bundleHandler } from '../../bin/bench/bundle-handlers';
import { ServiceFunction } from '../../lib/service-function';
import { aStage, handlersOf } from './stage';

const MAX_BUNDLE_BYTES = 1_000_000;
/** The pages are worded in five languages, and previews need every stemmer: so it alone may be larger. */
const MAX_WEB_BUNDLE_BYTES = 1_060_000;
const handlers = handlersOf(aStage());

describe('the bundle of', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'briefwire-bundles-'));
  const bundles = new Map<string, Bundle>();
  beforeAll(async () => {
    for (const handler of handlers) {
      bundles.set(handler, await bundleHandler(handler, path.join(directory, `${handler}.js`)));
    }
  }, 60_000);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it.each(handlers)('%s is small enough to load quickly', (handler) => {
    const max = handler === 'web' ? MAX_WEB_BUNDLE_BYTES : MAX_BUNDLE_BYTES;
    expect(bundles.get(handler)?.bytes).toBeLessThan(max);
  });

  it.each(handlers)(
    '%s contains nothing that is needed only for building or running locally',
    (handler) => {
      const origins = bundles.get(handler)?.origins.map(([origin]) => origin) ?? [];
      expect(origins).toContain('lambdas/handlers');
      const foreign = /^(mjml|luxon|aws-cdk-lib|constructs|esbuild|lib\/|test\/|bin\/|bench\/)/;
      expect(origins.filter((origin) => foreign.test(origin))).toEqual([]);
    },
  );

  it('publish is identical to the one that the CDK deploys', async () => {
    const deployed = deployedBundle('publish', directory);
    expect(deployed).toBe(readFileSync(path.join(directory, 'publish.js'), 'utf8'));
  }, 60_000);

  it.each(handlers)('%s contains only the AWS clients that it needs', (handler) => {
    const clients = bundles
      .get(handler)
      ?.origins.flatMap(([origin]) => /^@aws-sdk\/client-(.+)/.exec(origin)?.[1] ?? []);
    expect(clients?.sort()).toEqual(CLIENTS[handler]);
  });
});

/** Bundles one function like `cdk deploy`, and reads the result. */
function deployedBundle(handler: string, directory: string): string {
  const outdir = path.join(directory, 'cdk.out');
  const app = new App({
    outdir,
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
  new ServiceFunction(new Stack(app, 'One'), 'Function', {
    handler,
    description: 'Tests bundling.',
    timeout: Duration.seconds(1),
    logRetention: RetentionDays.ONE_DAY,
  });
  app.synth();
  const asset = readdirSync(outdir).find((name) => name.startsWith('asset.')) ?? '';
  return readFileSync(path.join(outdir, asset, 'index.js'), 'utf8');
}

const CLIENTS: Record<string, string[]> = {
  publish: ['dynamodb'],
  operate: ['dynamodb', 'ses', 'sesv2', 'sqs'],
  web: ['dynamodb', 'sqs'],
  match: ['dynamodb', 'sqs'],
  'fan-out': ['dynamodb', 'sqs'],
  deliver: ['dynamodb', 'ses', 'sqs'],
  digests: ['dynamodb', 'sqs'],
  recover: ['dynamodb', 'ses', 'sqs'],
  feedback: ['dynamodb', 'sqs'],
  'due-digests': ['dynamodb', 'sqs'],
};
