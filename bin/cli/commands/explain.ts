import type { Command } from 'commander';
import type { Actions } from '../actions';

export function register(program: Command, { withOutput }: Actions): void {
  program
    .command('explain')
    .description('show how an expression was understood, and what each part found in a briefing')
    .argument('<expression>')
    .argument('<file>', 'a briefing, as for publish')
    .option('--aliases <file>', 'a file of aliases, as for the command aliases')
    .option('--language <code>', 'of the expression: en, fr, ar and so on, or any')
    .action(
      withOutput(async (output, expression: string, file: string, options: object) => {
        const { explainFile } = await import('../explain-file');
        await explainFile({ expression, file, ...options }, output);
      }),
    );
}
