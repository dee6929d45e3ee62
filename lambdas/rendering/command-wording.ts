import type { CommandResult } from '../domain/email-commands/command-result';
import { COMMAND_WORDS } from '../domain/email-commands/command-words';
import type { Keyword } from '../domain/email-commands/keyword';
import type { ResolvedCommand } from '../domain/email-commands/resolved-command';
import type { Frequency } from '../domain/frequency';
import type { WordingLanguage } from '../domain/languages/wording-language';
import { formatDay, formatTimeAndZone } from './dates';
import { shortTopic } from './emails/short-topic';
import { frequencyWording } from './frequency-wording';
import { isolate } from './isolate';
import { formatShare } from './pages/preview-numbers';
import { plainLine } from './plain-line';
import { topicInSentence } from './topic-wording';
import { EMAIL_COMMANDS_WORDING } from './wording/email-commands';
import { formatList } from './wording/list';
import { PREVIEW_WORDING } from './wording/preview';
import { refusalText } from './wording/refusals';

/** A sentence, and the lines of a list under it. Values in them are isolated. */
export interface Told {
  message: string;
  items: string[];
}

interface Reader {
  language: WordingLanguage;
  /** The IANA name of the time zone in which times are shown. */
  timeZone: string;
}

/** Says what came of a command. */
export function describeResult(result: CommandResult, reader: Reader): Told {
  const { language } = reader;
  const { results } = EMAIL_COMMANDS_WORDING[language];
  const only = (message: string): Told => ({ message, items: [] });
  switch (result.result) {
    case 'followed': {
      const { expression, frequency } = result.topic;
      return only(results.followed(named(expression, language), sent(frequency, language)));
    }
    case 'frequency-set': {
      const { topics, frequency } = result;
      return only(results.frequencySet(namesOf(topics, language), sent(frequency, language)));
    }
    case 'unfollowed':
      return only(
        result.isEverything || result.topics.length === 0
          ? results.left
          : results.unfollowed(namesOf(result.topics, language)),
      );
    case 'listed':
      return listed(result, reader);
    case 'paused':
      return only(
        results.paused(formatTimeAndZone(new Date(result.until), reader.timeZone, language)),
      );
    case 'resumed':
      return only(results.resumed);
    case 'muted':
      return only(results.muted(isolate(plainLine(result.title))));
    case 'unmuted':
      return only(results.unmuted(isolate(plainLine(result.title))));
    case 'explained':
      return explained(result, language);
    case 'helped':
      return help(language);
    case 'refused':
      return only(results.refused(refusalText(result.refusal, language)));
    case 'not-followed':
      return only(results.notFollowed);
    case 'not-in-reply':
      return only(results.notInReply(isolate(word(result.keyword, language))));
    case 'incomplete':
      return only(
        result.keyword === 'pause'
          ? results.dateMissing(isolate(pauseExample(language)))
          : results.topicMissing(isolate(withTopic(result.keyword, language))),
      );
    case 'misspelled':
      return only(results.misspelled(isolate(word(result.keyword, language))));
    case 'no-command':
      return only(results.noCommand);
    default:
      return result satisfies never;
  }
}

/** Says what a command will do. */
export function describeCommand(command: ResolvedCommand, { language }: Reader): string {
  const { commands } = EMAIL_COMMANDS_WORDING[language];
  switch (command.kind) {
    case 'follow': {
      const { expression, frequency = 'instant', share } = command;
      const follow = commands.follow(
        named(shortTopic(expression), language),
        sent(frequency, language),
      );
      return share === undefined
        ? follow
        : `${follow} ${PREVIEW_WORDING[language].tooBroad(formatShare(share, language))}`;
    }
    case 'set-frequency':
      return commands.setFrequency(sent(command.frequency, language));
    case 'unfollow':
      return command.topic === undefined
        ? commands.unfollowAll
        : commands.unfollow(named(command.topic.expression, language));
    case 'pause':
      return commands.pause(formatDay(new Date(command.until), 'UTC', language));
    case 'list':
    case 'resume':
    case 'mute':
    case 'unmute':
    case 'why':
      return commands[command.kind];
    default:
      return command satisfies never;
  }
}

/** E.g. `subscribe Gaza aid`. */
export function followExample(language: WordingLanguage): string {
  return withTopic('follow', language);
}

/** The commands, each with what it does. */
export function help(language: WordingLanguage): Told {
  const { help: wording } = EMAIL_COMMANDS_WORDING[language];
  const lines: [string, string][] = [
    [withTopic('follow', language), wording.follow],
    [withTopic('daily', language), wording.daily],
    [withTopic('unfollow', language), wording.unfollow],
    [word('unfollow', language), wording.unfollowAll],
    [word('list', language), wording.list],
    [pauseExample(language), wording.pause],
    [`${word('pause', language)} ${wording.days}`, wording.pause],
    [word('resume', language), wording.resume],
    [word('mute', language), wording.mute],
    [word('why', language), wording.why],
  ];
  return {
    message: wording.lead,
    items: lines.map(([command, does]) => `${isolate(command)}: ${does}`),
  };
}

function listed(
  { topics, pausedUntil }: Extract<CommandResult, { result: 'listed' }>,
  { language, timeZone }: Reader,
): Told {
  const { results } = EMAIL_COMMANDS_WORDING[language];
  const pause =
    pausedUntil === undefined
      ? []
      : [results.pausedUntil(formatTimeAndZone(new Date(pausedUntil), timeZone, language))];
  const count = topics.length === 0 ? results.listedNone : results.listed(topics.length);
  return {
    message: [...pause, count].join(' '),
    items: topics.map(({ expression, frequency }) => {
      const { label } = frequencyWording(language)[frequency];
      return results.matchedBy(named(expression, language), label);
    }),
  };
}

function explained(
  { title, topics }: Extract<CommandResult, { result: 'explained' }>,
  language: WordingLanguage,
): Told {
  const { results } = EMAIL_COMMANDS_WORDING[language];
  if (topics.length === 0) return { message: results.explainedNone, items: [] };
  return {
    message:
      title === undefined ? results.explainedDigest : results.explained(isolate(plainLine(title))),
    items: topics.map(({ expression, words }) =>
      words.length === 0
        ? named(expression, language)
        : results.matchedBy(
            named(expression, language),
            formatList(language, words.map(isolate), 'conjunction'),
          ),
    ),
  };
}

function named(expression: string, language: WordingLanguage): string {
  return isolate(topicInSentence(expression, language));
}

function namesOf(topics: { expression: string }[], language: WordingLanguage): string {
  const names = topics.map(({ expression }) => named(expression, language));
  return formatList(language, names, 'conjunction');
}

function sent(frequency: Frequency, language: WordingLanguage): string {
  return frequencyWording(language)[frequency].sent;
}

/** The command as help shows it. */
function word(keyword: Keyword, language: WordingLanguage): string {
  return COMMAND_WORDS[language].keywords[keyword][0] ?? keyword;
}

function withTopic(keyword: Keyword, language: WordingLanguage): string {
  return `${word(keyword, language)} ${EMAIL_COMMANDS_WORDING[language].help.topic}`;
}

function pauseExample(language: WordingLanguage): string {
  const [until = ''] = COMMAND_WORDS[language].until;
  return `${word('pause', language)} ${until} ${EMAIL_COMMANDS_WORDING[language].help.date}`;
}
