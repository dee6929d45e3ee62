import type { Command } from 'commander';
import type { Actions } from '../actions';
import type { MatchOptions } from '../match-files';

export function register(program: Command, { withOutput }: Actions): void {
  program
    .command('match')
    .description('match briefings against topics, both from files, without a service')
    .requiredOption('--topics <file>', 'one topic per line: {"id", "expression", "language"?}')
    .requiredOption(
      '--briefings <file>',
      'one briefing per line: {"id", "title", "summary"?, "body"?, …}',
    )
    .option('--explain', 'print the words that made each match, and a snippet', false)
    .action(
      withOutput(async (output, options: MatchOptions) => {
        const { matchFiles } = await import('../match-files');
        await matchFiles(options, output);
      }),
    );
}
