import type { ResolvedCommand } from '../../../lambdas/domain/email-commands/resolved-command';
import { SubscriberLeft } from '../../../lambdas/domain/subscriber-left';
import {
  type ConfirmCommandsDependencies,
  confirmCommands,
} from '../../../lambdas/use-cases/receive-email/confirm-commands';
import { aSubscriberFile } from '../../support/subscriber-files';

const ISSUED = '2026-11-20T08:00:00.000Z';
const PRESSED = '2026-11-20T09:00:00.000Z';
const consent = { how: 'confirmed', at: PRESSED, text: 'shown' } as const;

describe('the button of an email that asks to confirm commands', () => {
  let marked: string[];
  beforeEach(() => {
    marked = [];
  });

  /** Presses it for a subscriber who leaves at `leftAt`, before the first command is carried out. */
  const press = (commands: ResolvedCommand[], leftAt?: string) =>
    confirmCommands({
      checkConfirmation: async () => 'open',
      findAddress: async () => ({ subscriberId: 'ann' }),
      subscriberFile: async () => aSubscriberFile('ann'),
      carryOut: async (_file, command, _consentTo, _before, askedAt) => {
        if (leftAt !== undefined && askedAt !== undefined && leftAt > askedAt) {
          throw new SubscriberLeft();
        }
        return command.kind === 'follow'
          ? {
              result: 'followed',
              topic: { topicId: 't', expression: 'skua', frequency: 'instant' },
            }
          : { result: 'resumed' };
      },
      markConfirmed: async (id) => {
        marked.push(id);
      },
      clearMailboxRequests: async () => {},
      now: () => PRESSED,
    } as Partial<ConfirmCommandsDependencies> as ConfirmCommandsDependencies)(
      { claims: { id: 'link', address: 'ann@example.org', commands }, issuedAt: ISSUED },
      consent,
      'en',
    );
  const follow: ResolvedCommand = { kind: 'follow', expression: 'skua' };

  it('carries out each command, and uses up the link', async () => {
    expect(await press([follow, { kind: 'resume' }])).toMatchObject({
      outcome: 'done',
      results: [{ result: 'followed' }, { result: 'resumed' }],
    });
    expect(marked).toEqual(['link']);
  });

  it('brings nobody back who has left since it was asked for', async () => {
    expect(await press([follow], '2026-11-20T08:59:59.000Z')).toEqual({ outcome: 'left' });
    expect(marked).toEqual([]);
  });

  it('lets one leave everything and follow one topic', async () => {
    const pressed = await press([{ kind: 'unfollow' }, follow], '2026-11-20T09:00:00.000Z');
    expect(pressed).toMatchObject({ outcome: 'done' });
  });
});
