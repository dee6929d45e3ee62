import { formatPeriod } from '../dates';
import { digestLabel } from '../frequency-wording';
import { plainLine } from '../plain-line';
import { ownUrl } from '../safe-url';
import { counted, topicInSentence, topicName } from '../topic-names';
import { digestHtml } from './html-templates';
import { largestThatFits } from './largest-that-fits';
import {
  briefingModel,
  type DigestModel,
  type EntryModel,
  frameOf,
  type GroupModel,
  plainSnippet,
  snippetModel,
  subscriberLinks,
} from './models';
import { digestSubject } from './subjects';
import { footer, metaLine, textOf, underlined } from './text-part';
import type { DigestEntry, DigestView, RenderedEmail, TopicGroup } from './views';

/** So many other topics are named with a briefing; the rest are counted. */
const ALSO_NAMED = 4;

/**
 * All matches of a period, grouped by topic, html and text of equal content, the html under 100 KB:
 * room is given to the first briefing of each topic, then to the second of each, and so on; what has
 * no room is counted with a link to its topic.
 */
export function renderDigest(view: DigestView): RenderedEmail {
  const entries = view.groups.reduce((sum, group) => sum + group.entries.length, 0);
  const { model, html } = largestThatFits(entries, modelOf(view), digestHtml);
  return { subject: model.subject, html, text: digestText(model) };
}

function modelOf(view: DigestView): (entries: number) => DigestModel {
  const subject = digestSubject(view);
  const titles = view.groups.flatMap((group) => group.entries.slice(0, 1));
  const frame = {
    ...frameOf(view, subject, titles.map((entry) => plainLine(entry.briefing.title)).join(' · ')),
    ...subscriberLinks(view, reasonOf(view)),
    heading: subject,
    period: `${digestLabel(view.frequency)} digest · ${formatPeriod(view.periodStart, view.periodEnd, view.timeZone)}`,
  };
  const groups = view.groups.map((group) => ({
    group,
    models: group.entries.map((entry) => entryModel(entry, view.timeZone)),
  }));
  return (entries) => {
    const shares = sharesOf(view.groups, entries);
    const shown = groups.filter((_, index) => (shares[index] ?? 0) > 0);
    const left = view.groups.filter((_, index) => (shares[index] ?? 0) === 0);
    return {
      ...frame,
      groups: groups.flatMap(({ group, models }, index) =>
        groupModel(group, models.slice(0, shares[index] ?? 0)),
      ),
      rest: restOf(left, shown.length),
    };
  };
}

/** How many entries of each group have room when `room` do: the first of every group, then the second … */
export function sharesOf(groups: Pick<TopicGroup, 'entries'>[], room: number): number[] {
  const shares = groups.map(() => 0);
  let left = room;
  for (let rank = 0; left > 0; rank += 1) {
    const withMore = [...groups.keys()].filter(
      (index) => (groups[index]?.entries.length ?? 0) > rank,
    );
    if (withMore.length === 0) break;
    for (const index of withMore.slice(0, left)) shares[index] = rank + 1;
    left -= Math.min(left, withMore.length);
  }
  return shares;
}

function groupModel(group: TopicGroup, entries: EntryModel[]): GroupModel[] {
  if (entries.length === 0) return [];
  const hidden = group.total - entries.length;
  const name = topicName(group.topic.expression);
  return [
    {
      name,
      topicUrl: ownUrl(group.topic.topicUrl),
      count: counted(group.total, 'briefing'),
      entries,
      more:
        hidden > 0 ? `and ${hidden.toLocaleString('en-GB')} more on ${topicInSentence(name)}` : '',
    },
  ];
}

function entryModel({ briefing, snippet, alsoMeets }: DigestEntry, timeZone: string): EntryModel {
  const model = briefingModel(briefing, timeZone);
  const parts = snippetModel(snippet);
  const summary = model.summary === '' ? [] : [{ text: model.summary, matched: false }];
  return {
    ...model,
    snippet: parts.length > 0 ? parts : summary,
    alsoMeets: alsoMet(alsoMeets),
  };
}

function alsoMet(expressions: string[]): string {
  const named = expressions.slice(0, ALSO_NAMED).map(topicInSentence);
  const others = expressions.length - named.length;
  return [...named, ...(others > 0 ? [counted(others, 'more topic')] : [])].join(', ');
}

function restOf(left: TopicGroup[], shown: number): string {
  if (left.length === 0) return '';
  const briefings = counted(
    left.reduce((sum, group) => sum + group.total, 0),
    'more briefing',
  );
  const topics = counted(left.length, shown > 0 ? 'more topic' : 'topic');
  return `and ${briefings} on ${topics}`;
}

function reasonOf(view: DigestView): string {
  return `You get this ${view.frequency} digest because ${plainLine(view.recipientAddress)} follows these topics on ${plainLine(view.siteName)}.`;
}

function digestText(model: DigestModel): string {
  return textOf([
    underlined(model.heading, '='),
    [model.period],
    ...model.groups.flatMap((group) => [
      [...underlined(`${group.name} (${group.count})`, '-'), group.topicUrl],
      ...group.entries.map((entry) => [
        `* ${entry.title}`,
        metaLine(entry, entry.alsoMeets),
        plainSnippet(entry.snippet),
        entry.url,
      ]),
      [group.more && `${group.more}: ${group.topicUrl}`],
    ]),
    [model.rest && `${model.rest}: ${model.manageUrl}`],
    ...footer(model),
  ]);
}
