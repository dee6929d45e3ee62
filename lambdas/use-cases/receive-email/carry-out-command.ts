import type { BriefingHeading } from '../../domain/briefing';
import type { DeliveryRecord } from '../../domain/delivery-record';
import type { CommandResult } from '../../domain/email-commands/command-result';
import type { Keyword } from '../../domain/email-commands/keyword';
import { type AccountBefore, accountBefore } from '../../domain/email-commands/receiving-step';
import type { ResolvedCommand } from '../../domain/email-commands/resolved-command';
import { readExpression } from '../../domain/expressions/read-expression';
import { topicIdOf } from '../../domain/expressions/topic-id';
import type { Frequency } from '../../domain/frequency';
import type { TopicLanguage } from '../../domain/languages/language';
import type { RecordedMatch } from '../../domain/recorded-match';
import type { Refusal } from '../../domain/refusal';
import type { Consent, Subscriber, SubscriberFile, Subscription } from '../../domain/subscriber';
import type { addTopic } from '../add-topic';
import type { MuteOutcome, UnmuteOutcome } from '../mute-story';
import type { PauseOutcome } from '../pause-emails';
import type { unsubscribeByLink } from '../unsubscribe-by-link';

export interface CarryOutCommandDependencies {
  /** The language of topics. */
  language: TopicLanguage;
  addTopic: ReturnType<typeof addTopic>;
  changeFrequency: (
    subscriber: Subscriber,
    topicId: string,
    frequency: Frequency,
  ) => Promise<'changed' | 'unchanged' | 'not-followed'>;
  unsubscribe: ReturnType<typeof unsubscribeByLink>;
  pauseEmails: (file: SubscriberFile, date: string) => Promise<PauseOutcome>;
  resumeEmails: (file: SubscriberFile) => Promise<void>;
  muteStory: (subscriberId: string, briefingId: string) => Promise<MuteOutcome>;
  unmuteStory: (subscriberId: string, briefingId: string) => Promise<UnmuteOutcome>;
  deliveriesById: (deliveryIds: string[]) => Promise<DeliveryRecord[]>;
  briefings: (briefingIds: string[]) => Promise<Map<string, BriefingHeading>>;
  /** The matches of this or a newer edition of the briefing with any of these topics. */
  matchesOfBriefing: (
    briefingId: string,
    edition: number,
    topicIds: string[],
  ) => Promise<RecordedMatch[]>;
}

export type ConsentTo = (expression: string, frequency: Frequency) => Consent;

/**
 * Carries out a command of a subscriber, who has shown who they are. A repeated run changes nothing. `before`: what the
 * account was like before the first run. `askedAt` (ISO 8601): nobody who has left since follows a topic; it throws
 * SubscriberErased or SubscriberLeft.
 */
export function carryOutCommand(dependencies: CarryOutCommandDependencies) {
  return async (
    file: SubscriberFile,
    command: ResolvedCommand,
    consentTo: ConsentTo,
    before: AccountBefore = accountBefore(file),
    askedAt?: string,
  ): Promise<CommandResult> => {
    const { subscriberId } = file.subscriber;
    switch (command.kind) {
      case 'follow':
        return follow(file, command, consentTo, before, askedAt);
      case 'set-frequency':
        return setFrequency(file, command, before);
      case 'unfollow':
        return unfollow(file, command, before);
      case 'list': {
        const { pausedUntil } = file.subscriber;
        const topics = file.subscriptions.map(({ expression, frequency }) => ({
          expression,
          frequency,
        }));
        return { result: 'listed', topics, ...(pausedUntil === undefined ? {} : { pausedUntil }) };
      }
      case 'pause': {
        const paused = await dependencies.pauseEmails(file, command.until);
        return paused.outcome === 'paused'
          ? { result: 'paused', until: paused.until }
          : refused('pause', paused);
      }
      case 'resume': {
        const { pausedUntil } = before;
        await dependencies.resumeEmails(file);
        return {
          result: 'resumed',
          ...(pausedUntil === undefined ? {} : { formerEnd: pausedUntil }),
        };
      }
      case 'mute': {
        const { briefingId } = command;
        const muted = await dependencies.muteStory(subscriberId, briefingId);
        return muted.outcome === 'muted'
          ? { result: 'muted', title: muted.title, briefingId }
          : { result: 'not-in-reply', keyword: 'mute' };
      }
      case 'unmute': {
        const unmuted = await dependencies.unmuteStory(subscriberId, command.briefingId);
        return unmuted.outcome === 'unmuted'
          ? { result: 'unmuted', title: unmuted.title }
          : { result: 'not-in-reply', keyword: 'mute' };
      }
      case 'why':
        return explain(file, command.deliveryId);
      default:
        return command satisfies never;
    }
  };

  async function follow(
    file: SubscriberFile,
    { expression, frequency }: Extract<ResolvedCommand, { kind: 'follow' }>,
    consentTo: ConsentTo,
    { topics }: AccountBefore,
    askedAt: string | undefined,
  ): Promise<CommandResult> {
    const current = findByMeaning(file.subscriptions, expression, dependencies.language);
    // `subscribe X` says nothing about how often.
    if (current && frequency === undefined) return { result: 'followed', topic: topicOf(current) };
    const form = { expression, frequency: frequency ?? 'instant' };
    const added = await dependencies.addTopic(file, form, consentTo, askedAt);
    if (added.outcome === 'refused') {
      const refusal = added.errors.expression ?? added.errors.frequency;
      return refusal ? refused('follow', refusal) : { result: 'no-command' };
    }
    const followed = findByMeaning(topics, expression, dependencies.language);
    if (followed) {
      return { result: 'frequency-set', frequency: added.frequency, topics: [topicOf(followed)] };
    }
    return { result: 'followed', topic: topicOf(added) };
  }

  async function setFrequency(
    { subscriber }: SubscriberFile,
    { frequency, topicIds }: Extract<ResolvedCommand, { kind: 'set-frequency' }>,
    before: AccountBefore,
  ): Promise<CommandResult> {
    const chosen = before.topics.filter(
      ({ topicId }) => topicIds === undefined || topicIds.includes(topicId),
    );
    const topics = [];
    for (const subscription of chosen) {
      const { topicId } = subscription;
      const changed = await dependencies.changeFrequency(subscriber, topicId, frequency);
      if (changed !== 'not-followed') topics.push(topicOf(subscription));
    }
    return topics.length === 0
      ? { result: 'not-followed' }
      : { result: 'frequency-set', frequency, topics };
  }

  async function unfollow(
    { subscriber }: SubscriberFile,
    { topic }: Extract<ResolvedCommand, { kind: 'unfollow' }>,
    before: AccountBefore,
  ): Promise<CommandResult> {
    const { subscriberId: sub } = subscriber;
    const left = topic === undefined ? { sub } : { sub, topicId: topic.topicId };
    await dependencies.unsubscribe(left);
    return {
      result: 'unfollowed',
      isEverything: topic === undefined,
      topics: before.topics.filter(
        ({ topicId }) => topic === undefined || topicId === topic.topicId,
      ),
    };
  }

  /** Which topics an email was about, and which words of its briefing they matched. */
  async function explain(
    { subscriptions }: SubscriberFile,
    deliveryId: string,
  ): Promise<CommandResult> {
    const [delivery] = await dependencies.deliveriesById([deliveryId]);
    if (delivery?.contents === undefined) return { result: 'not-in-reply', keyword: 'why' };
    const { briefingId, contents } = delivery;
    const [headings, matches] =
      briefingId === undefined
        ? [new Map<string, BriefingHeading>(), []]
        : await Promise.all([
            dependencies.briefings([briefingId]),
            dependencies.matchesOfBriefing(briefingId, 1, contents.topicIds),
          ]);
    const title = briefingId === undefined ? undefined : headings.get(briefingId)?.title;
    return {
      result: 'explained',
      ...(title === undefined ? {} : { title }),
      topics: subscriptions
        .filter(({ topicId }) => contents.topicIds.includes(topicId))
        .map(({ topicId, expression, frequency }) => ({
          expression,
          frequency,
          words: wordsOf(matches.find((match) => match.topicId === topicId)),
        })),
    };
  }
}

function findByMeaning(
  topics: readonly FollowedTopic[],
  expression: string,
  language: TopicLanguage,
): FollowedTopic | undefined {
  const read = readExpression(expression, language);
  if (read.outcome === 'refused') return undefined;
  const topicId = topicIdOf(read.expression);
  return topics.find((topic) => topic.topicId === topicId);
}

type FollowedTopic = Pick<Subscription, 'topicId' | 'expression' | 'frequency'>;

function topicOf({ topicId, expression, frequency }: FollowedTopic): FollowedTopic {
  return { topicId, expression, frequency };
}

/** The matched words as the snippet shows them, each once. */
function wordsOf(match: RecordedMatch | undefined): string[] {
  const marked = match?.snippet.filter(({ matched }) => matched).map(({ text }) => text) ?? [];
  return [...new Set(marked)];
}

/** The result of a command that cannot be done. */
export function refused(keyword: Keyword, { code, values, reason }: Refusal): CommandResult {
  return { result: 'refused', keyword, refusal: { code, values: [...values], reason } };
}
