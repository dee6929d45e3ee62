import type { WordingLanguage } from '../../domain/languages/wording-language';
import { formatPeriod } from '../dates';
import { digestName } from '../frequency-wording';
import { plainLine } from '../plain-line';
import { normalizeSiteUrl } from '../safe-url';
import { isEverything, topicInSentence, topicName } from '../topic-wording';
import { BRIEFINGS_WORDING } from '../wording/briefings';
import { EMAILS_WORDING } from '../wording/emails';
import { formatList } from '../wording/list';
import { TOPICS_WORDING } from '../wording/topics';
import { fitEntries } from './fit-entries';
import { renderDigestHtml } from './html-templates';
import {
  type DigestModel,
  type EntryModel,
  formatPlainSnippet,
  type GroupModel,
  toBriefingModel,
  toSnippetModel,
  toSubscriberFrameModel,
} from './models';
import { formatReason } from './reason';
import { formatDigestSubject, matchedTopics } from './subjects';
import { formatFooter, formatMetaLine, joinParagraphs, underline } from './text-part';
import type { DigestEntry, DigestOccasion, DigestView, RenderedEmail, TopicGroup } from './views';

/** How many other topics are named with a briefing. The rest are counted. */
const MAX_ALSO_MATCHES_NAMED = 4;

/** With more topics, a digest opens with a list of them. */
const MAX_TOPICS_WITHOUT_CONTENTS = 5;

/**
 * Renders all matches of a period by topic. The HTML and the text have the same content. If the
 * briefings do not fit into the HTML, every topic shows its first briefing before any shows its
 * second, and so on; the email says how many are left out and links to the topic
 * (docs/decisions/204).
 */
export function renderDigest(view: DigestView): RenderedEmail {
  const entryCount = view.groups.reduce((sum, group) => sum + group.entries.length, 0);
  const { model, html } = fitEntries(entryCount, createDigestModel(view), renderDigestHtml);
  return { subject: model.subject, html, text: formatDigestText(model) };
}

function createDigestModel(view: DigestView): (entryCount: number) => DigestModel {
  const wording = EMAILS_WORDING[view.language];
  const subject = formatDigestSubject(view);
  const firstEntries = view.groups.flatMap((group) => group.entries.slice(0, 1));
  const frame = toSubscriberFrameModel(view, {
    subject,
    preheader: firstEntries.map((entry) => plainLine(entry.briefing.title)).join(' · '),
    reason: formatReason(view, matchedTopics(view.groups), view.occasion),
  });
  const period = formatPeriod(view.periodStart, view.periodEnd, view.timeZone, view.language);
  const groups = view.groups.map((group) => ({
    group,
    entries: group.entries.map((entry) => toEntryModel(entry, view)),
  }));
  return (entryCount) => {
    const allocated = allocateEntries(view.groups, entryCount);
    const omitted = view.groups.filter((_, index) => (allocated[index] ?? 0) === 0);
    const shown = groups.flatMap(({ group, entries }, index) =>
      toGroupModel(group, entries.slice(0, allocated[index] ?? 0), index, view),
    );
    return {
      ...frame,
      heading: subject,
      period: [occasionName(view.occasion, view.language), period, ...formatUnlisted(view)].join(
        ' · ',
      ),
      contents:
        shown.length > MAX_TOPICS_WITHOUT_CONTENTS
          ? { heading: wording.contents, groups: shown }
          : '',
      groups: shown,
      moreTopics: formatMoreTopics(omitted, view.language),
    };
  };
}

/** How many entries each group shows if `count` fit: the first of every group, then the second, and so on. */
export function allocateEntries(groups: Pick<TopicGroup, 'entries'>[], count: number): number[] {
  const allocated = groups.map(() => 0);
  let left = count;
  for (let rank = 0; left > 0; rank += 1) {
    const longer = [...groups.keys()].filter(
      (index) => (groups[index]?.entries.length ?? 0) > rank,
    );
    if (longer.length === 0) break;
    for (const index of longer.slice(0, left)) allocated[index] = rank + 1;
    left -= Math.min(left, longer.length);
  }
  return allocated;
}

function toGroupModel(
  group: TopicGroup,
  entries: EntryModel[],
  index: number,
  { language, newsletters }: DigestView,
): GroupModel[] {
  if (entries.length === 0) return [];
  const { expression, topicUrl } = group.topic;
  return [
    {
      anchor: `topic-${index + 1}`,
      name: topicName(expression, language, newsletters),
      topicUrl: normalizeSiteUrl(topicUrl),
      count: BRIEFINGS_WORDING[language].count(group.total),
      entries,
      moreBriefings: formatMoreBriefings(group.total - entries.length, expression, language),
    },
  ];
}

function formatMoreBriefings(count: number, expression: string, language: WordingLanguage): string {
  if (count <= 0) return '';
  const { seeMoreBriefings, seeMoreBriefingsOn } = EMAILS_WORDING[language];
  return isEverything(expression)
    ? seeMoreBriefings(count)
    : seeMoreBriefingsOn(count, topicName(expression, language));
}

function toEntryModel(entry: DigestEntry, view: DigestView): EntryModel {
  const model = toBriefingModel(entry.briefing, view);
  const snippet = toSnippetModel(entry.snippet);
  const summary = model.summary === '' ? [] : [{ text: model.summary, matched: false }];
  return {
    ...model,
    snippet: snippet.length > 0 ? snippet : summary,
    alsoMatches: formatAlsoMatches(entry.alsoMatches, view.language),
  };
}

function formatAlsoMatches(expressions: string[], language: WordingLanguage): string {
  if (expressions.length === 0) return '';
  const names = expressions
    .slice(0, MAX_ALSO_MATCHES_NAMED)
    .map((expression) => topicInSentence(expression, language));
  const unnamed = expressions.length - names.length;
  if (unnamed > 0) names.push(TOPICS_WORDING[language].moreTopics(unnamed));
  return EMAILS_WORDING[language].alsoMatches(formatList(language, names, 'conjunction'));
}

function formatMoreTopics(omitted: TopicGroup[], language: WordingLanguage): string {
  if (omitted.length === 0) return '';
  const total = omitted.reduce((sum, group) => sum + group.total, 0);
  return EMAILS_WORDING[language].seeBriefingsOfTopics(total, omitted.length);
}

/** Alerts that were too many to be listed, if there are any. */
function formatUnlisted({ occasion, language }: DigestView): string[] {
  if (occasion.kind === 'digest' || occasion.unlisted === 0) return [];
  return [EMAILS_WORDING[language].unlisted(occasion.unlisted)];
}

/** E.g. `Daily digest`. Says why several briefings are in one email. */
function occasionName(occasion: DigestOccasion, language: WordingLanguage): string {
  switch (occasion.kind) {
    case 'digest':
      return digestName(occasion.frequency, language);
    case 'gathered':
      return EMAILS_WORDING[language][occasion.isRestOfDay ? 'restOfDay' : 'gathered'];
    default:
      return occasion satisfies never;
  }
}

function formatDigestText(model: DigestModel): string {
  return joinParagraphs([
    underline(model.heading, '='),
    [model.period],
    ...(model.contents === ''
      ? []
      : [
          [
            model.contents.heading,
            ...model.contents.groups.map(({ name, count }) => `- ${name} (${count})`),
          ],
        ]),
    ...model.groups.flatMap((group) => [
      [...underline(`${group.name} (${group.count})`, '-'), group.topicUrl],
      ...group.entries.map((entry) => [
        `* ${entry.title}`,
        formatMetaLine(entry, entry.alsoMatches),
        formatPlainSnippet(entry.snippet),
        entry.url,
      ]),
      [group.moreBriefings && `${group.moreBriefings}: ${group.topicUrl}`],
    ]),
    [model.moreTopics && `${model.moreTopics}: ${model.manageUrl}`],
    ...formatFooter(model),
  ]);
}
