import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const ROOT = path.resolve(__dirname, '../..');
const CDK = path.join(path.dirname(require.resolve('aws-cdk/package.json')), 'bin/cdk');
const STAGE = 'cloudtest';

const outputsSchema = z.record(z.string(), z.object({ ApiUrl: z.url() }));

/** The environment variables for AWS tools. */
export function awsEnvironment(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
}

/**
 * Bootstraps the account and deploys one stage with the CDK's command line.
 *
 * @returns the URL of the deployed HTTP API.
 */
export async function deploy(endpoint: string): Promise<string> {
  const directory = mkdtempSync(path.join(tmpdir(), 'cdk-'));
  const outputs = path.join(directory, 'outputs.json');
  const cdk = (...args: string[]) => runCdk(endpoint, directory, args);
  try {
    await cdk('bootstrap', 'aws://000000000000/us-east-1');
    await cdk('deploy', '--require-approval', 'never', '--outputs-file', outputs);
    const [stack] = Object.values(outputsSchema.parse(JSON.parse(readFileSync(outputs, 'utf8'))));
    if (!stack) throw new Error('The deployed stack has no outputs.');
    return stack.ApiUrl;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function runCdk(endpoint: string, directory: string, args: string[]): Promise<void> {
  const settings = [
    `stage=${STAGE}`,
    'keepData=false',
    // The tests wait for single alerts.
    'alertWindowMinutes=0',
    // MiniStack does not support the DKIM tokens of a domain, which would be outputs of the stack.
    'identity=address',
    // It has no receipt rules either.
    'inboundAddress=',
  ];
  await promisify(execFile)(
    process.execPath,
    [
      CDK,
      ...args,
      ...['--output', path.join(directory, 'cdk.out'), '--no-notices'],
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    {
      cwd: ROOT,
      env: { ...process.env, ...awsEnvironment(endpoint), CDK_DISABLE_CLI_TELEMETRY: 'true' },
      maxBuffer: 64 * 1024 * 1024,
    },
  );
}
