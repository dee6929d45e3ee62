import { compileTemplates } from '../../lib/compile-templates';

/** Jest's globalSetup: the mails' templates exist before any suite imports the code that uses them. */
export default async function compileTemplatesBeforeTests(): Promise<void> {
  await compileTemplates();
}
