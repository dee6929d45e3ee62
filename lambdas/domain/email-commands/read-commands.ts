import type { WordingLanguage } from '../languages/wording-language';
import { type EmailCommand, MAX_COMMANDS_PER_EMAIL, type ReadCommand } from './email-command';
import { afterGreeting, isGreeting } from './greeting';
import { ownLines } from './own-lines';
import { readCommand } from './read-command';
import { readSubject } from './subject-line';

export type ReadCommands =
  | { outcome: 'commands'; commands: EmailCommand[]; language: WordingLanguage }
  | Exclude<ReadCommand, { outcome: 'command' }>;

/**
 * The commands of an email: in its subject, or, if that is empty or the one of a reply, in the first lines of the
 * text. The first line that is no command ends them, so that a command word later in a letter does nothing.
 */
export function readCommands(
  email: { subject: string; text: string },
  preferred: WordingLanguage,
): ReadCommands {
  const subject = readSubject(email.subject);
  const lines = subject.isReply || subject.text === '' ? ownLines(email.text) : [subject.text];
  const commandLines = withoutGreetings(lines, preferred);
  const commands: EmailCommand[] = [];
  let language: WordingLanguage | undefined;
  for (const line of commandLines.slice(0, MAX_COMMANDS_PER_EMAIL)) {
    const read = readCommand(line, preferred);
    if (read.outcome !== 'command') {
      if (commands.length === 0) return read;
      break;
    }
    commands.push(read.command);
    language ??= read.language;
  }
  return language === undefined
    ? { outcome: 'no-command' }
    : { outcome: 'commands', commands, language };
}

/** Without the greetings at the beginning, but with a command in one: `Hi, please stop`. */
function withoutGreetings(lines: readonly string[], preferred: WordingLanguage): string[] {
  const start = lines.findIndex((line) => !isGreeting(line));
  const greetings = start < 0 ? lines : lines.slice(0, start);
  const commands = greetings.flatMap((line) =>
    afterGreeting(line)
      .filter((rest) => readCommand(rest, preferred).outcome === 'command')
      .slice(0, 1),
  );
  return start < 0 ? commands : [...commands, ...lines.slice(start)];
}
