import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { BriefwireStack } from '../lib/briefwire-stack';
import { MailboxStack } from '../lib/mailbox-stack';
import { readSettings } from '../lib/settings';

/**
 * `npm run check:nag`: checks the stack against cdk-nag's AwsSolutions rules, with every optional part
 * switched on. Only this program depends on cdk-nag: a finding that is accepted is acknowledged, with
 * its reason, beside the construct, by the CDK's own `Validations`.
 */
const { context } = JSON.parse(readFileSync(path.join(__dirname, '../cdk.json'), 'utf8'));
const OPTIONAL_PARTS = {
  operatorEmail: 'operator@example.org',
  dashboard: true,
  inboundAddress: 'alerts@in.example.org',
};

const outdir = mkdtempSync(path.join(tmpdir(), 'briefwire-nag-'));
try {
  const app = new App({
    context: { ...context, ...OPTIONAL_PARTS, 'aws:cdk:bundling-stacks': [] },
    outdir,
    analyticsReporting: false,
    // `cdk synth` does this.
    builtinCloudFormationValidation: false,
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const settings = readSettings(app.node);
  new BriefwireStack(app, 'Nag', { settings });
  const elsewhere = { ...settings, inboundRegion: 'eu-west-1' };
  new MailboxStack(app, 'NagMailbox', { settings: elsewhere });
  new BriefwireStack(app, 'NagElsewhere', { settings: elsewhere });
  // Prints each finding, and throws if there is one.
  app.synth();
  console.log('cdk-nag (AwsSolutions): no findings.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
