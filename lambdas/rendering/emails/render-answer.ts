import { type AnswerSection, describeCommand, describeResult, help } from '../command-wording';
import { formatTimeAndZone } from '../dates';
import { isolate, removeIsolates } from '../isolate';
import { cutAtWord, plainLine } from '../plain-line';
import { normalizeSiteUrl } from '../safe-url';
import { toTextRuns } from '../text-runs';
import { EMAIL_COMMANDS_WORDING } from '../wording/email-commands';
import { renderAnswerHtml } from './html-templates';
import { type AnswerModel, toFrameModel } from './models';
import { formatSender, joinParagraphs, underline } from './text-part';
import type { AnswerView, RenderedEmail } from './views';

/** In characters. */
const MAX_SUBJECT_LENGTH = 120;

/** The result of one command, with the link that undoes it. */
type LinkedSection = AnswerSection & { undoUrl?: string };

/**
 * Answers an email with commands: what was done, and what its sender has to confirm. It says nothing of the
 * email but the commands that were understood: the answer may reach someone who did not write it.
 */
export function renderAnswer(view: AnswerView): RenderedEmail {
  const { language } = view;
  const wording = EMAIL_COMMANDS_WORDING[language];
  const all = sectionsOf(view);
  const subject = subjectOf(view, all);
  const sections = withoutHeading(all, subject);
  const preheader = removeIsolates(sections[0]?.message ?? '');
  const { confirm, manageUrl } = view;
  const model: AnswerModel = {
    ...toFrameModel(view, { subject, preheader }),
    sections: sections.map(({ message, items, undoUrl }) => ({
      message: toTextRuns(message),
      items: items.map(toTextRuns),
      undo: undoUrl === undefined ? '' : { label: wording.undo, url: normalizeSiteUrl(undoUrl) },
    })),
    button:
      confirm === undefined
        ? ''
        : {
            label: wording.confirm.button,
            url: normalizeSiteUrl(confirm.url),
            expires: wording.confirm.expires(
              formatTimeAndZone(confirm.expiresAt, view.timeZone, language),
            ),
            notYou: wording.confirm.notYou,
          },
    manage:
      manageUrl === undefined ? '' : { label: wording.manage, url: normalizeSiteUrl(manageUrl) },
  };
  return { subject, html: renderAnswerHtml(model), text: formatText(model) };
}

function sectionsOf(view: AnswerView): LinkedSection[] {
  const { language } = view;
  const { asked } = EMAIL_COMMANDS_WORDING[language].confirm;
  const done = view.results.map(({ result, undoUrl }) => ({
    ...describeResult(result, view),
    ...(undoUrl === undefined ? {} : { undoUrl }),
  }));
  const isHelpNeeded = view.results.some(({ result }) => NEEDS_HELP.has(result.result));
  const address = isolate(plainLine(view.recipientAddress));
  return [
    ...done,
    ...(isHelpNeeded ? [help(language)] : []),
    ...(view.pending.length === 0
      ? []
      : [
          {
            message: asked(address, isolate(plainLine(view.siteName))),
            items: view.pending.map((command) => describeCommand(command, view)),
          },
        ]),
  ];
}

/** Without a first section that only repeats the heading, if something else follows it. */
function withoutHeading(sections: LinkedSection[], heading: string): LinkedSection[] {
  const [first, ...others] = sections;
  const repeats =
    first !== undefined &&
    first.undoUrl === undefined &&
    first.items.length === 0 &&
    removeIsolates(first.message).replace(/\.$/, '') === heading;
  return repeats && others.length > 0 ? others : sections;
}

/** After these, the email says what the commands are. */
const NEEDS_HELP = new Set(['no-command', 'misspelled']);

function subjectOf({ results, language }: AnswerView, sections: LinkedSection[]): string {
  const { help: helping, confirm } = EMAIL_COMMANDS_WORDING[language];
  const [first] = results;
  if (first === undefined) return confirm.subject;
  if (first.result.result === 'helped') return helping.subject;
  const sentence = removeIsolates(firstSentence(sections[0]?.message ?? '')).replace(/[:.]$/, '');
  return cutAtWord(plainLine(sentence), MAX_SUBJECT_LENGTH);
}

/**
 * Ends at the first full stop of ours: one in a topic or a title is isolated, and one after a digit belongs to a date,
 * such as `1. Dezember`.
 */
function firstSentence(message: string): string {
  let sentence = '';
  for (const { text, isolated } of toTextRuns(message)) {
    const end = isolated ? -1 : text.search(/(?<!\d)\. /);
    if (end !== -1) return sentence + text.slice(0, end);
    sentence += text;
  }
  return sentence;
}

/** The same content as templates/answer.mjml. */
function formatText({ subject, sections, button, manage, ...model }: AnswerModel): string {
  const plain = (runs: { text: string }[]) => runs.map(({ text }) => text).join('');
  return joinParagraphs([
    underline(subject, '='),
    ...sections.map(({ message, items, undo }) => [
      plain(message),
      ...items.map((item) => `* ${plain(item)}`),
      undo === '' ? '' : `${undo.label}: ${undo.url}`,
    ]),
    ...(button === ''
      ? []
      : [[`${button.label}: ${button.url}`], [button.expires], [button.notYou]]),
    manage === '' ? [] : [`${manage.label}: ${manage.url}`],
    formatSender(model),
  ]);
}
