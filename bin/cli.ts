#!/usr/bin/env tsx
import { Command, CommanderError } from 'commander';
import { makeDigests } from './cli/digests';
import { type Output, terminalOutput } from './cli/output';
import { publish } from './cli/publish';
import { CommandError, connectService, type Service } from './cli/service';
import {
  forget,
  type SubscribeOptions,
  showSubscriber,
  subscribe,
  unsubscribe,
} from './cli/subscribers';
import { listTopics, rebuildTopics, setAliases, showTopic, verifyTopics } from './cli/topics';
import { runExplain } from './explain-command';
import { type MatchOptions, runMatch } from './match-command';

/** Done; refused or failed, with a sentence that says what to do; wrong usage. */
const EXIT = { done: 0, failed: 1, usage: 2 } as const;

const program = new Command('briefwire')
  .description(
    'Publishes briefings and looks after subscribers, of the local stack or a deployed one.',
  )
  .option('--stack <name>', 'the deployed stack to speak to, instead of the local one')
  .option('--json', 'print results as JSON lines', false)
  .showHelpAfterError('(briefwire --help shows the commands)')
  .exitOverride();

program
  .command('publish')
  .description('publish the briefings of files')
  .argument(
    '<file...>',
    '.txt (first line the title), .md with front matter, .json, .jsonl; - reads standard input',
  )
  .action((files: string[]) =>
    withService(async (service, output) => {
      if (!(await publish(service, output, files))) process.exitCode = EXIT.failed;
    }),
  );

program
  .command('subscribe')
  .description('ask an address by mail whether it wants to follow topics')
  .argument('<email>')
  .argument('<expression...>')
  .option('--frequency <frequency>', 'instant, daily or weekly', 'instant')
  .option('--confirmed', 'do not ask: consent was had elsewhere', false)
  .option('--consent <text>', 'when and how the subscriber agreed')
  .option('--time-zone <name>', 'such as Europe/London')
  .option('--hour <hour>', 'when digests come, 0 to 23')
  .option('--language <code>', 'of the topics: en, fr, ar and so on, or any')
  .action((email: string, expressions: string[], options: SubscribeOptions) =>
    withService((service, output) => subscribe(service, output, email, expressions, options)),
  );

program
  .command('unsubscribe')
  .description('stop all mails to an address')
  .argument('<email>')
  .action((email: string) => withService((service, output) => unsubscribe(service, output, email)));

program
  .command('subscriber')
  .description('show what is held on a subscriber')
  .argument('<email>')
  .action((email: string) =>
    withService((service, output) => showSubscriber(service, output, email)),
  );

program
  .command('forget')
  .description('erase what is held on a subscriber')
  .argument('<email>')
  .action((email: string) => withService((service, output) => forget(service, output, email)));

program
  .command('digests')
  .description('make the digests that are due')
  .option('--at <time>', 'due at this time, such as 2026-01-31T08:00:00Z, instead of now')
  .action(({ at }: { at?: string }) =>
    withService((service, output) => makeDigests(service, output, at)),
  );

program
  .command('match')
  .description('match briefings against topics, both from files, without a service')
  .requiredOption('--topics <file>', 'a topic a line: {"id", "expression", "language"?}')
  .requiredOption(
    '--briefings <file>',
    'a briefing a line: {"id", "title", "summary"?, "body"?, …}',
  )
  .option('--explain', 'print the words that made each match, and a snippet', false)
  .action(async (options: MatchOptions) => {
    process.exitCode = await runMatch(options, process);
  });

program
  .command('explain')
  .description('show how an expression was understood, and what each part found in a briefing')
  .argument('<expression>')
  .argument('<file>', 'a briefing, as for publish')
  .option('--aliases <file>', 'names that stand for one another, as for aliases')
  .option('--language <code>', 'of the expression: en, fr, ar and so on, or any')
  .action(async (expression: string, file: string, options: object) => {
    const { json } = program.opts<{ json: boolean }>();
    process.exitCode = await runExplain({ expression, file, json, ...options }, process);
  });

const topics = program.command('topics').description('look after the topics and their index');
topics
  .command('list', { isDefault: true })
  .description('every topic, how many follow it, and where it hangs')
  .action(() => withService(listTopics));
topics
  .command('show')
  .description('one topic: its followers, and why it hangs where it does')
  .argument('<expression>')
  .option('--language <code>', 'en, fr, ar and so on, or any')
  .action((expression: string, { language }: { language?: string }) =>
    withService((service, output) => showTopic(service, output, expression, language)),
  );
topics
  .command('verify')
  .description('compare the index with the topics')
  .action(() =>
    withService(async (service, output) => {
      if (!(await verifyTopics(service, output, false))) process.exitCode = EXIT.failed;
    }),
  );
topics
  .command('rebuild')
  .description('hang every topic under its rarest word, by what was published of late')
  .action(() => withService(rebuildTopics));

program
  .command('aliases')
  .description('replace the names that stand for one another; without a file, show them')
  .argument('[file]')
  .action((file: string | undefined) =>
    withService((service, output) => setAliases(service, output, file)),
  );

/** A person at a terminal is not left without a word for longer than this (ms). */
const SILENT_MS = 2_000;

async function withService(
  work: (service: Service, output: Output) => Promise<void>,
): Promise<void> {
  const { stack, json } = program.opts<{ stack?: string; json: boolean }>();
  const output = terminalOutput(json);
  const waiting = setInterval(() => output.tell('Still at it…'), SILENT_MS);
  try {
    await work(await connectService(stack), output);
  } finally {
    clearInterval(waiting);
  }
}

async function main(): Promise<void> {
  // What libraries have to say of Node's age is not for whoever publishes a briefing.
  process.removeAllListeners('warning');
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    } else if (error instanceof CommandError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = EXIT.failed;
    } else throw error;
  }
}

main();
