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

/** A part of an answer: a sentence and the lines of a list under it. Values in them are isolated. */
export interface AnswerSection {
  message: string;
  items: string[];
}

interface Reader {
  language: WordingLanguage;
  /** The IANA name of the time zone in which times are shown. */
  timeZone: string;
}

/** Says what came of a command. */
export function describeResult(result: CommandResult, reader: Reader): AnswerSection {
  const { language } = reader;
  const { results } = EMAIL_COMMANDS_WORDING[language];
  const sentence = (message: string): AnswerSection => ({ message, items: [] });
  switch (result.result) {
    case 'followed': {
      const { expression, frequency } = result.topic;
      return sentence(
        results.followed(topicName(expression, language), howSent(frequency, language)),
      );
    }
    case 'frequency-set': {
      const { topics, frequency } = result;
      return sentence(
        results.frequencySet(topicNames(topics, language), howSent(frequency, language)),
      );
    }
    case 'unfollowed':
      return sentence(
        result.isEverything || result.topics.length === 0
          ? results.left
          : results.unfollowed(topicNames(result.topics, language)),
      );
    case 'listed':
      return listed(result, reader);
    case 'paused':
      return sentence(
        results.paused(formatTimeAndZone(new Date(result.until), reader.timeZone, language)),
      );
    case 'resumed':
      return sentence(results.resumed);
    case 'muted':
      return sentence(results.muted(isolate(plainLine(result.title))));
    case 'unmuted':
      return sentence(results.unmuted(isolate(plainLine(result.title))));
    case 'explained':
      return explained(result, language);
    case 'helped':
      return help(language);
    case 'refused':
      return sentence(results.refused(refusalText(result.refusal, language)));
    case 'not-followed':
      return sentence(results.notFollowed);
    case 'not-in-reply':
      return sentence(results.notInReply(isolate(commandWord(result.keyword, language))));
    case 'incomplete':
      return sentence(
        result.keyword === 'pause'
          ? results.dateMissing(isolate(pauseExample(language)))
          : results.topicMissing(isolate(withTopic(result.keyword, language))),
      );
    case 'misspelled':
      return sentence(results.misspelled(isolate(commandWord(result.keyword, language))));
    case 'no-command':
      return sentence(results.noCommand);
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
        topicName(shortTopic(expression), language),
        howSent(frequency, language),
      );
      return share === undefined
        ? follow
        : `${follow} ${PREVIEW_WORDING[language].tooBroad(formatShare(share, language))}`;
    }
    case 'set-frequency':
      return commands.setFrequency(howSent(command.frequency, language));
    case 'unfollow':
      return command.topic === undefined
        ? commands.unfollowAll
        : commands.unfollow(topicName(command.topic.expression, language));
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
export function help(language: WordingLanguage): AnswerSection {
  const { help: wording, results } = EMAIL_COMMANDS_WORDING[language];
  const lines: [string, string][] = [
    [withTopic('follow', language), wording.follow],
    [withTopic('daily', language), wording.daily],
    [withTopic('unfollow', language), wording.unfollow],
    [commandWord('unfollow', language), wording.unfollowAll],
    [commandWord('list', language), wording.list],
    [pauseExample(language), wording.pause],
    [`${commandWord('pause', language)} ${wording.days}`, wording.pause],
    [commandWord('resume', language), wording.resume],
    [commandWord('mute', language), wording.mute],
    [commandWord('why', language), wording.why],
  ];
  return {
    message: wording.lead,
    items: lines.map(([command, does]) => results.labelled(isolate(command), does)),
  };
}

function listed(
  { topics, pausedUntil }: Extract<CommandResult, { result: 'listed' }>,
  { language, timeZone }: Reader,
): AnswerSection {
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
      return results.labelled(topicName(expression, language), label);
    }),
  };
}

function explained(
  { title, topics }: Extract<CommandResult, { result: 'explained' }>,
  language: WordingLanguage,
): AnswerSection {
  const { results } = EMAIL_COMMANDS_WORDING[language];
  if (topics.length === 0) return { message: results.explainedNone, items: [] };
  return {
    message:
      title === undefined ? results.explainedDigest : results.explained(isolate(plainLine(title))),
    items: topics.map(({ expression, words }) =>
      words.length === 0
        ? topicName(expression, language)
        : results.labelled(
            topicName(expression, language),
            formatList(language, words.map(isolate), 'conjunction'),
          ),
    ),
  };
}

function topicName(expression: string, language: WordingLanguage): string {
  return isolate(topicInSentence(expression, language));
}

function topicNames(topics: { expression: string }[], language: WordingLanguage): string {
  const names = topics.map(({ expression }) => topicName(expression, language));
  return formatList(language, names, 'conjunction');
}

/** How briefings are sent, e.g. `in a daily digest`. */
function howSent(frequency: Frequency, language: WordingLanguage): string {
  return frequencyWording(language)[frequency].sent;
}

/** The command as help shows it. */
function commandWord(keyword: Keyword, language: WordingLanguage): string {
  return (COMMAND_WORDS[language].keywords[keyword][0] ?? keyword).replaceAll("'", '’');
}

function withTopic(keyword: Keyword, language: WordingLanguage): string {
  return `${commandWord(keyword, language)} ${EMAIL_COMMANDS_WORDING[language].help.topic}`;
}

function pauseExample(language: WordingLanguage): string {
  const until = COMMAND_WORDS[language].until[0]?.replaceAll("'", '’');
  return `${commandWord('pause', language)} ${until} ${EMAIL_COMMANDS_WORDING[language].help.date}`;
}
