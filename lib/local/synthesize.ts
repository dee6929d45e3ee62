import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { BriefwireStack } from '../briefwire-stack';
import { readSettings } from '../settings';
import { LOCAL_ADVICE, localContext, type SettingChanges } from './local-settings';
import type { Template } from './template/template';

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

/** The template of the service as it runs on this machine, with the settings of cdk.json. */
export function synthesizeLocalStage(siteUrl: string, changes: SettingChanges = {}): Template {
  return synthesize(
    (app) => new BriefwireStack(app, 'Local', { settings: readSettings(app.node, LOCAL_ADVICE) }),
    localContext(siteUrl, changes),
  );
}
