import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Bundle, bundleHandler } from '../../bench/bundle-handlers';
import { aStage, resourcesOf } from './stage';

const MOST_BYTES = 1_000_000;
const handlers = resourcesOf(aStage(), 'AWS::Lambda::Function').map(
  ({ Metadata }) => Object(Metadata).briefwire.handler as string,
);

describe('the bundle of', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'briefwire-bundles-'));
  const bundles = new Map<string, Bundle>();
  beforeAll(async () => {
    for (const handler of handlers) {
      bundles.set(handler, await bundleHandler(handler, path.join(directory, `${handler}.js`)));
    }
  }, 60_000);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it.each(handlers)('%s is small enough to be loaded at once', (handler) => {
    expect(bundles.get(handler)?.bytes).toBeLessThan(MOST_BYTES);
  });

  it.each(handlers)('%s holds nothing that only building or running locally needs', (handler) => {
    const origins = bundles.get(handler)?.origins.map(([origin]) => origin) ?? [];
    expect(origins).toContain('lambdas/handlers');
    const foreign = /^(mjml|aws-cdk-lib|constructs|esbuild|lib\/|test\/|bin\/|bench\/)/;
    expect(origins.filter((origin) => foreign.test(origin))).toEqual([]);
  });

  it.each(handlers)('%s speaks to no more of AWS than it must', (handler) => {
    const clients = bundles
      .get(handler)
      ?.origins.flatMap(([origin]) => /^@aws-sdk\/client-(.+)/.exec(origin)?.[1] ?? []);
    expect(clients?.sort()).toEqual(CLIENTS[handler]);
  });
});

const CLIENTS: Record<string, string[]> = {
  publish: ['dynamodb'],
  operate: ['dynamodb', 'sqs'],
  web: ['dynamodb', 'sqs'],
  match: ['dynamodb', 'sqs'],
  'fan-out': ['dynamodb', 'sqs'],
  deliver: ['dynamodb', 'ses', 'sqs'],
  digests: ['dynamodb', 'sqs'],
  recover: ['dynamodb', 'sqs'],
  feedback: ['dynamodb'],
};
