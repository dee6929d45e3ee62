import type { Command } from 'commander';
import type { Actions } from '../actions';
import { CommandError } from '../exit-codes';
import type { Output } from '../output';
import { readTextFile } from '../read-text-file';
import type { Service } from '../service';
import { rebuildIndex } from '../verify-index';

export function register(program: Command, { withService }: Actions): void {
  program
    .command('aliases')
    .description(
      'replace the aliases (groups of names that mean the same), or show them if no file is given',
    )
    .argument('[file]', 'a text file, one group of names per line, separated by commas')
    .action(
      withService((service, output, file: string | undefined) =>
        file === undefined ? showAliases(service, output) : replaceAliases(service, output, file),
      ),
    );
}

async function showAliases(service: Service, output: Output): Promise<void> {
  const { text } = await service.call('/api/aliases', {});
  output.result(text.trimEnd(), { text });
}

/** Also reindexes the topics that the aliases affect. */
async function replaceAliases(service: Service, output: Output, file: string): Promise<void> {
  const text = await readTextFile(file);
  if (text.outcome === 'refused') {
    throw new CommandError(`${file}: ${text.reason}. The aliases were not changed.`);
  }
  const { names } = await service.call('/api/aliases', { text: text.value });
  output.result(`${names} names have aliases now.`, { names });
  await rebuildIndex(service, output);
}
