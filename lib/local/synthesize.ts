import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { BriefwireStack } from '../briefwire-stack';
import { readSettings } from '../settings';
import type { Template } from './template/template';

const CDK_JSON = path.resolve(__dirname, '../../cdk.json');

/**
 * Synthesizes a stack and returns its template. Nothing is bundled, looked up or sent, so it needs
 * no network, credentials or Docker.
 */
export function synthesize(
  createStack: (app: App) => Stack,
  context: Record<string, unknown> = {},
): Template {
  const outdir = mkdtempSync(path.join(tmpdir(), 'briefwire-synth-'));
  try {
    const app = new App({
      context: { ...context, 'aws:cdk:bundling-stacks': [] },
      outdir,
      analyticsReporting: false,
      // `cdk synth` validates the template. Here it would take ten times as long as the rest.
      builtinCloudFormationValidation: false,
    });
    const stack = createStack(app);
    return app.synth().getStackArtifact(stack.artifactId).template;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The template of the service as it runs on this machine, with the settings of cdk.json and these changes. */
export function synthesizeLocalStage(
  siteUrl: string,
  changes: Record<string, unknown> = {},
): Template {
  const { context } = JSON.parse(readFileSync(CDK_JSON, 'utf8'));
  return synthesize(
    (app) => new BriefwireStack(app, 'Local', { settings: readSettings(app.node) }),
    { ...context, ...changes, stage: 'local', siteUrl, keepData: false },
  );
}
