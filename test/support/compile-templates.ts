import { compileTemplates } from '../../lib/compile-templates';

/** Jest's global setup: compiles the email templates before a suite imports the code that uses them. */
export default async function compileTemplatesBeforeTests(): Promise<void> {
  await compileTemplates();
}
