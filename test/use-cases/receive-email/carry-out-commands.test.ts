import type { EmailCommand } from '../../../lambdas/domain/email-commands/email-command';
import type { ReceivingStep } from '../../../lambdas/domain/email-commands/receiving-step';
import type { SubscriberFile } from '../../../lambdas/domain/subscriber';
import { carryOutCommand } from '../../../lambdas/use-cases/receive-email/carry-out-command';
import { carryOutCommands } from '../../../lambdas/use-cases/receive-email/carry-out-commands';

const HERON = { topicId: 'heron-id', expression: 'heron', frequency: 'daily' } as const;

const aFile = (topics: readonly (typeof HERON)[]): SubscriberFile => ({
  subscriber: {
    subscriberId: 'ann',
    address: 'ann@example.org',
    timeZone: 'UTC',
    hour: 8,
    createdAt: '2026-01-01T00:00:00.000Z',
  },
  subscriptions: topics.map((topic) => ({ ...topic, language: 'en' }) as never),
  digests: [],
  alerts: { round: 0, gathered: [], unlisted: 0 },
  unsubscribes: 0,
});

/** Carries out the commands of an email from Ann, whose account is stored as `topics` say. */
function anEmail(
  commands: EmailCommand[],
  {
    topics = [HERON],
    steps = [],
    isFinished = false,
  }: { topics?: (typeof HERON)[]; steps?: ReceivingStep[]; isFinished?: boolean } = {},
) {
  const log: string[] = [];
  const saved: ReceivingStep[][] = [];
  const notUsed = async () => {
    throw new Error('This command needs none of it.');
  };
  const carryOutAll = carryOutCommands({
    subscriberFile: async () => aFile(topics),
    markBroadTopic: async (command) => command,
    carryOut: carryOutCommand({
      language: 'en',
      addTopic: notUsed,
      changeFrequency: async (_subscriber, topicId, frequency) => {
        log.push(`${topicId} ${frequency}`);
        return 'changed';
      },
      unsubscribe: async ({ topicId }) => {
        log.push(`left ${topicId ?? 'everything'}`);
        return {};
      },
      pauseEmails: notUsed,
      resumeEmails: notUsed,
      muteStory: notUsed,
      unmuteStory: notUsed,
      deliveriesById: notUsed,
      briefings: notUsed,
      matchesOfBriefing: notUsed,
    }),
    deliveriesOf: async () => ({ deliveries: [] }),
    refusedDomains: [],
    defaults: { language: 'en', hour: 8, timeZone: 'UTC' },
  });
  const file = aFile(topics);
  const run = carryOutAll({
    commands,
    sender: { address: 'ann@example.org', isSuppressed: false, file, isAuthenticated: true },
    email: {
      from: ['ann@example.org'],
      to: [],
      subject: '',
      text: '',
      inReplyTo: [],
      headers: new Map(),
      partTypes: [],
    },
    at: '2026-12-02T12:00:00.000Z',
    language: 'en',
    steps,
    saveSteps: async (progress) => {
      log.push(`saved ${progress.map(({ step }) => step).join(' ')}`);
      saved.push([...progress]);
      return !isFinished;
    },
  });
  return { run, log, saved };
}

const LEAVE: EmailCommand = { kind: 'unfollow' };
const LEFT: ReceivingStep = {
  step: 'done',
  result: { result: 'unfollowed', isEverything: true, topics: [HERON] },
  subscriberId: 'ann',
};

describe('the commands of an email', () => {
  it('are stored before and after each changes the account', async () => {
    const { run, log, saved } = anEmail([LEAVE]);
    expect(await run).toEqual([LEFT]);
    expect(log).toEqual(['saved started', 'left everything', 'saved done']);
    expect(saved[0]).toMatchObject([{ subscriberId: 'ann', before: { topics: [HERON] } }]);
  });

  it('are not carried out again if an earlier run did so', async () => {
    const { run, log } = anEmail([LEAVE], { steps: [LEFT] });
    expect(await run).toEqual([LEFT]);
    expect(log).toEqual([]);
  });

  it('go on after the one that an earlier run had done', async () => {
    const daily: EmailCommand = { kind: 'set-frequency', frequency: 'weekly' };
    const { run, log } = anEmail([LEAVE, daily], { steps: [LEFT] });
    expect(await run).toMatchObject([LEFT, { step: 'done' }]);
    expect(log).toEqual(['saved done started', 'heron-id weekly', 'saved done done']);
  });

  it.each([
    ['everything', LEAVE, { kind: 'unfollow' }, true],
    [
      'a topic',
      { kind: 'unfollow', expression: 'heron' },
      { kind: 'unfollow', topic: { topicId: 'heron-id', expression: 'heron' } },
      false,
    ],
  ] as const)(
    'that left %s in a run which ended are answered as done, with what was left',
    async (_what, command, resolved, isEverything) => {
      const before = { topics: [HERON] };
      const started: ReceivingStep = {
        step: 'started',
        command: resolved,
        subscriberId: 'ann',
        before,
      };
      const { run } = anEmail([command], { topics: [], steps: [started] });
      expect(await run).toEqual([
        { ...LEFT, result: { result: 'unfollowed', isEverything, topics: [HERON] } },
      ]);
    },
  );

  it('that changed a frequency in a run which ended are answered with the former one', async () => {
    const command = { kind: 'set-frequency', frequency: 'weekly' } as const;
    const before = { topics: [{ ...HERON, frequency: 'instant' as const }] };
    const { run } = anEmail([command], {
      steps: [{ step: 'started', command, subscriberId: 'ann', before }],
    });
    expect(await run).toMatchObject([{ result: { topics: [{ frequency: 'instant' }] } }]);
  });

  it('are left alone if another run has finished the email', async () => {
    const { run, log } = anEmail([LEAVE], { isFinished: true });
    expect(await run).toBe('finished');
    expect(log).toEqual(['saved started']);
  });
});
