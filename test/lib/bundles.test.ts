import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type Bundle, bundleHandler } from '../../bin/bench/bundle-handlers';
import { ServiceFunction } from '../../lib/service-function';
import { aStage, handlersOf } from './stage';

const MAX_BUNDLE_BYTES = 1_000_000;
/** The pages are worded in five languages, previews need every stemmer, and a page carries out email commands. */
const MAX_WEB_BUNDLE_BYTES = 1_100_000;
/** It also reads emails, and carries out what they ask for. */
const MAX_OPERATE_BUNDLE_BYTES = 1_050_000;
/** It reads emails, and previews need every stemmer. */
const MAX_RECEIVE_BUNDLE_BYTES = 1_050_000;
const handlers = handlersOf(aStage({ inboundAddress: 'alerts@in.news.test' }));

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
    expect(bundles.get(handler)?.bytes).toBeLessThan(MAX_BYTES[handler] ?? MAX_BUNDLE_BYTES);
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

const MAX_BYTES: Record<string, number> = {
  web: MAX_WEB_BUNDLE_BYTES,
  operate: MAX_OPERATE_BUNDLE_BYTES,
  receive: MAX_RECEIVE_BUNDLE_BYTES,
};

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
  publish: ['dynamodb', 'sqs'],
  scheduled: ['dynamodb'],
  receive: ['dynamodb', 's3', 'sqs'],
  operate: ['dynamodb', 'ses', 'sesv2', 'sqs'],
  web: ['dynamodb', 'sqs'],
  match: ['dynamodb', 'sqs'],
  'fan-out': ['dynamodb', 'sqs'],
  deliver: ['dynamodb', 'ses', 'sqs'],
  digests: ['dynamodb', 'sqs'],
  recover: ['dynamodb', 'ses', 'sqs'],
  feedback: ['dynamodb', 'sqs'],
  'due-digests': ['dynamodb', 'sqs'],
  'due-feeds': ['dynamodb', 'sqs'],
  'poll-feeds': ['dynamodb', 'sqs'],
  feeds: ['dynamodb'],
};
