import { formatPeriod } from '../dates';
import { occasionName, occasionReason } from '../frequency-wording';
import { plainLine } from '../plain-line';
import { normalizeSiteUrl } from '../safe-url';
import { formatCount, isEverything, topicInSentence, topicName } from '../topic-wording';
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
import { formatDigestSubject } from './subjects';
import { formatFooter, formatMetaLine, joinParagraphs, underline } from './text-part';
import type { DigestEntry, DigestView, RenderedEmail, TopicGroup } from './views';

/** How many other topics are named with a briefing. The rest are counted. */
const MAX_ALSO_MATCHES_NAMED = 4;

const topicList = new Intl.ListFormat('en-GB', { type: 'conjunction' });

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
  const subject = formatDigestSubject(view);
  const firstEntries = view.groups.flatMap((group) => group.entries.slice(0, 1));
  const frame = toSubscriberFrameModel(view, {
    subject,
    preheader: firstEntries.map((entry) => plainLine(entry.briefing.title)).join(' · '),
    reason: formatReason(view),
  });
  const period = formatPeriod(view.periodStart, view.periodEnd, view.timeZone);
  const groups = view.groups.map((group) => ({
    group,
    entries: group.entries.map((entry) => toEntryModel(entry, view.timeZone)),
  }));
  return (entryCount) => {
    const allocated = allocateEntries(view.groups, entryCount);
    const omitted = view.groups.filter((_, index) => (allocated[index] ?? 0) === 0);
    return {
      ...frame,
      heading: subject,
      period: [occasionName(view.occasion), period, ...formatUnlisted(view)].join(' · '),
      groups: groups.flatMap(({ group, entries }, index) =>
        toGroupModel(group, entries.slice(0, allocated[index] ?? 0)),
      ),
      moreTopics: formatMoreTopics(omitted, omitted.length < groups.length),
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

function toGroupModel(group: TopicGroup, entries: EntryModel[]): GroupModel[] {
  if (entries.length === 0) return [];
  const { expression, topicUrl } = group.topic;
  return [
    {
      name: topicName(expression),
      topicUrl: normalizeSiteUrl(topicUrl),
      count: formatCount(group.total, 'briefing'),
      entries,
      moreBriefings: formatMoreBriefings(group.total - entries.length, expression),
    },
  ];
}

function formatMoreBriefings(count: number, expression: string): string {
  if (count <= 0) return '';
  const briefings = formatCount(count, 'more briefing');
  return isEverything(expression)
    ? `See ${briefings}`
    : `See ${briefings} on ${topicName(expression)}`;
}

function toEntryModel(entry: DigestEntry, timeZone: string): EntryModel {
  const model = toBriefingModel(entry.briefing, timeZone);
  const snippet = toSnippetModel(entry.snippet);
  const summary = model.summary === '' ? [] : [{ text: model.summary, matched: false }];
  return {
    ...model,
    snippet: snippet.length > 0 ? snippet : summary,
    alsoMatches: formatAlsoMatches(entry.alsoMatches),
  };
}

function formatAlsoMatches(expressions: string[]): string {
  const named = expressions.slice(0, MAX_ALSO_MATCHES_NAMED).map((name) => topicInSentence(name));
  const unnamed = expressions.length - named.length;
  return topicList.format([...named, ...(unnamed > 0 ? [formatCount(unnamed, 'more topic')] : [])]);
}

function formatMoreTopics(omitted: TopicGroup[], someAreShown: boolean): string {
  if (omitted.length === 0) return '';
  const total = omitted.reduce((sum, group) => sum + group.total, 0);
  const topics = formatCount(omitted.length, someAreShown ? 'more topic' : 'topic');
  return `See ${formatCount(total, 'more briefing')} on ${topics}`;
}

/** Alerts that were too many to be listed, if there are any. */
function formatUnlisted({ occasion }: DigestView): string[] {
  if (occasion.kind === 'digest' || occasion.unlisted === 0) return [];
  return [`and ${formatCount(occasion.unlisted, 'more briefing')} not listed here`];
}

function formatReason(view: DigestView): string {
  const { occasion, recipientAddress, siteName } = view;
  return `${occasionReason(occasion)} because ${plainLine(recipientAddress)} follows these topics on ${plainLine(siteName)}.`;
}

function formatDigestText(model: DigestModel): string {
  return joinParagraphs([
    underline(model.heading, '='),
    [model.period],
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
