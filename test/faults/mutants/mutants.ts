/** A change of one source file: an exact text that must occur once, and its replacement. */
export interface Patch {
  readonly file: string;
  readonly replace: string;
  readonly by: string;
}

/** A safeguard that is removed, to show that the suite notices. */
export interface Mutant {
  readonly name: string;
  readonly patch: Patch;
  /**
   * A pattern of the single faults that find it, as `describeFault` writes them. All the others would
   * find it no sooner, and each takes about a second.
   */
  readonly faults: string;
}

const LEDGER = 'lambdas/adapters/deliveries.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'claim-condition',
    faults: 'duplicate-message at message LanesAlerts',
    patch: {
      file: LEDGER,
      replace: "ConditionExpression: 'attribute_not_exists(#status) OR #status = :waiting',",
      by: "ConditionExpression: 'attribute_not_exists(#status) OR #status = :waiting OR #status <> :waiting',",
    },
  },
  {
    // Before a claim is released, a later Send event must have been handled.
    name: 'lease',
    faults: 'crash-without-events',
    patch: {
      file: 'lambdas/domain/unfinished-delivery.ts',
      replace: 'provesEventsBefore(sendEvents, suspectedAt);',
      by: '(provesEventsBefore(sendEvents, suspectedAt) || true);',
    },
  },
  {
    name: 'event-reconciliation',
    faults: 'crash-after at deliver SendRawEmail',
    patch: {
      file: LEDGER,
      replace: "    if (item === undefined) return 'unknown';",
      by: "    if (item?.status !== undefined || item === undefined) return 'unknown';",
    },
  },
  {
    name: 'settling-window',
    faults: 'skew .-30 s. at start match',
    patch: {
      file: 'lambdas/domain/digest-window.ts',
      replace: 'export const SETTLING_MS = 2 * 60_000;',
      by: 'export const SETTLING_MS = 0;',
    },
  },
  {
    // The frequency at the time of the match decides.
    name: 'frequency-rule',
    faults: 'late-message .* at message LanesAlerts',
    patch: {
      file: 'lambdas/domain/followed-topics.ts',
      replace: 'if (since !== undefined && time >= since) return frequency;',
      by: "if (since !== undefined && (time >= since || time < '9')) return frequency;",
    },
  },
  {
    name: 'consistent-topic-pages',
    faults: 'stale .* at match BatchGetItem StorageTopics',
    patch: {
      file: 'lambdas/adapters/topic-index-reader.ts',
      replace: 'return batchGet(this.client, this.table, keys, { consistent: true });',
      by: 'return batchGet(this.client, this.table, keys, { consistent: false });',
    },
  },
  {
    // Someone who has left has no subscriptions, even while these are still stored.
    name: 'unsubscribed-mark',
    faults: 'crash-after at web TransactWriteItems',
    patch: {
      file: 'lambdas/adapters/subscriber-items.ts',
      replace: 'profile !== undefined && one.unsubscribes >= profile.unsubscribes;',
      by: 'profile !== undefined && one.unsubscribes >= 0;',
    },
  },
  {
    // Someone who leaves while an email is being written does not get it.
    name: 'objection-after-claim',
    faults: 'freeze-after .10 s. at deliver',
    patch: {
      file: 'lambdas/adapters/subscribers.ts',
      replace: "if (Number(profile.unsubscribes ?? 0) > unsubscribes) return 'unsubscribed';",
      by: '',
    },
  },
  {
    // Someone who pauses while an email is being written does not get it before the end of the pause.
    name: 'preferences-after-claim',
    faults: 'freeze-after .10 s. at deliver',
    patch: {
      file: 'lambdas/adapters/subscribers.ts',
      replace:
        "return Number(profile.preferenceChanges ?? 0) > preferenceChanges ? 'changed' : undefined;",
      by: 'return undefined;',
    },
  },
  {
    // A digest that SES may have is not postponed: the next one would list the same.
    name: 'postponed-claim',
    faults: 'crash-without-events',
    patch: {
      file: 'lambdas/adapters/delivery-writes.ts',
      replace: "return finishUpdate(table, deliveryId, attributes, ['waiting']);",
      by: "return finishUpdate(table, deliveryId, attributes, ['waiting', 'claimed']);",
    },
  },
  {
    // A digest does not come on the former day once another weekday is chosen.
    name: 'moved-weekday',
    faults: 'double-tick',
    patch: {
      file: 'lambdas/domain/digest-schedule.ts',
      replace: 'return isAnotherDay ? firstNotDue :',
      by: "return isAnotherDay && time.frequency === 'daily' ? firstNotDue :",
    },
  },
  {
    // What matched a topic before it was edited is still sent.
    name: 'replaced-topics',
    faults: 'double-tick',
    patch: {
      file: 'lambdas/domain/followed-topics.ts',
      replace: 'subscription.replaced ?? []',
      by: "(subscription.replaced ?? []).filter(({ topicId }) => topicId === '')",
    },
  },
  {
    // A message of an email that was answered is delivered again.
    name: 'finished-email',
    faults: 'repeated-message at message InboundReceivedQueue',
    patch: {
      file: 'lambdas/adapters/inbound/received-marks.ts',
      replace: `attribute_not_exists(finishedAt)
            AND (`,
      by: '(',
    },
  },
  {
    // An email is finished only when its answer is queued.
    name: 'finished-after-answer',
    faults: 'crash-after at receive UpdateItem StorageDeliveries',
    patch: {
      file: 'lambdas/use-cases/receive-email/receive-email.ts',
      replace: '    const file = await fileOf(steps);',
      by: `    await dependencies.finish(emailKey, dependencies.now());
    const file = await fileOf(steps);`,
    },
  },
  {
    // Someone who has left is not asked to confirm that they leave.
    name: 'started-step',
    faults: 'crash-after at receive TransactWriteItems StorageSubscribers',
    patch: {
      file: 'lambdas/use-cases/receive-email/carry-out-commands.ts',
      replace: "      if (!(await saveSteps([...done, step]))) return 'finished';",
      by: '',
    },
  },
  {
    // Each email gets an answer of its own.
    name: 'answer-id',
    faults: 'at receive GetObject',
    patch: {
      file: 'lambdas/use-cases/receive-email/receive-email.ts',
      replace: '      answerId: emailKey,',
      by: '      answerId: sender.address.length.toString(),',
    },
  },
  {
    // Anyone can write any address into `From`.
    name: 'proven-sender',
    faults: 'at receive GetObject',
    patch: {
      file: 'lambdas/use-cases/receive-email/identify-sender.ts',
      replace: 'if (sender.isAuthenticated && isConfirmed(sender.file)) return sender.file;',
      by: 'if (isConfirmed(sender.file)) return sender.file;',
    },
  },
];

/** @throws Error if there is no such mutant. */
export function mutantNamed(name: string): Mutant {
  const mutant = MUTANTS.find((candidate) => candidate.name === name);
  if (mutant) return mutant;
  throw new Error(`There is no mutant ${name}.`);
}
