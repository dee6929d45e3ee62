import { Annotations, App } from 'aws-cdk-lib';
import { BriefwireStack } from '../lib/briefwire-stack';
import { compileTemplates } from '../lib/compile-templates';
import { hasMailboxStack, MailboxStack } from '../lib/mailbox-stack';
import { exampleSettings, readSettings } from '../lib/settings';

/** The CDK app: reads the settings, compiles the email templates, and declares one stage. */
async function main(): Promise<void> {
  const app = new App();
  const settings = readSettings(app.node);
  await compileTemplates();
  const id = `Briefwire-${settings.stage}`;
  const stack = new BriefwireStack(app, id, {
    settings,
    description: 'Briefwire: matches briefings against topics and sends them by email.',
  });
  if (hasMailboxStack(settings)) {
    const mailbox = new MailboxStack(app, `${id}-inbound`, {
      settings,
      description: 'Briefwire: receives email in a region where SES can.',
    });
    // A topic that does not exist can't be subscribed to.
    stack.addStackDependency(mailbox);
  }
  const examples = exampleSettings(settings);
  if (examples.length > 0) {
    Annotations.of(stack).addWarningV2(
      'briefwire:example-settings',
      `These settings still have their example values. Change them in cdk.json before you deploy: ${examples.join(', ')}.`,
    );
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
