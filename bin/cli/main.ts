import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command, CommanderError } from 'commander';
import { type Actions, createActions } from './actions';
import { CommandError, EXIT, type ExitCode } from './exit-codes';
import { StreamOutput } from './output';

/** A file in `commands/`: declares and runs the command of the same name. */
interface CommandModule {
  register(program: Command, actions: Actions): void;
}

/** Runs the command that the arguments of this process name, and sets the exit code. */
export async function main(commandsFolder: string): Promise<void> {
  // Node's warnings, such as a library's about an old Node version, don't help the person here.
  process.removeAllListeners('warning');
  const output = new StreamOutput(process);
  const exitCode = await run(commandsFolder, process.argv.slice(2), output);
  process.exitCode = Math.max(exitCode, await output.end());
}

async function run(folder: string, args: string[], output: StreamOutput): Promise<ExitCode> {
  const program = createProgram(output);
  const actions = createActions(program, output);
  for (const command of await loadCommands(folder, args)) command.register(program, actions);
  try {
    await program.parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (!(error instanceof CommandError)) throw error;
    output.info(error.message);
    return error.exitCode;
  }
}

function createProgram(output: StreamOutput): Command {
  return new Command('briefwire')
    .description('Publish briefings and manage subscribers, on the local stack or a deployed one.')
    .option('--stack <name>', 'use this deployed stack instead of the local one')
    .option('--json', 'print results as JSON lines', false)
    .showHelpAfterError('(Run briefwire --help to see the commands.)')
    .configureOutput({ writeOut: (text) => output.write(text) })
    .exitOverride();
}

/**
 * Loads only the command that the arguments name. Help and suggestions after a typing error need
 * all commands.
 */
async function loadCommands(folder: string, args: readonly string[]): Promise<CommandModule[]> {
  const files = readdirSync(folder).sort();
  const named = files.filter((file) => args.includes(path.parse(file).name));
  const first = args.find((arg) => !arg.startsWith('-'));
  const isNamed = named.some((file) => path.parse(file).name === first);
  return Promise.all(
    (isNamed ? named : files).map(
      (file) => import(pathToFileURL(path.join(folder, file)).href) as Promise<CommandModule>,
    ),
  );
}
