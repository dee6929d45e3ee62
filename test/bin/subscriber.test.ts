import { Command } from 'commander';
import type { Actions } from '../../bin/cli/actions';
import { register } from '../../bin/cli/commands/subscriber';

describe('the command "subscriber"', () => {
  const AT = '2026-12-02T12:00:00.000Z';
  const show = async (preferences: object): Promise<string[]> => {
    let shown = '';
    const service = {
      call: async () => ({
        softBounces: 0,
        subscriber: {
          subscriberId: 'ann',
          address: 'ann@example.org',
          timeZone: 'UTC',
          hour: 8,
          createdAt: AT,
          ...preferences,
        },
        subscriptions: [],
      }),
    };
    const output = {
      result: (text: string) => {
        shown = text;
      },
    };
    type Run = (service: object, output: object, email: string) => Promise<void>;
    const withService = (run: Run) => (email: string) => run(service, output, email);
    const program = new Command();
    register(program, { withService } as unknown as Actions);
    await program.parseAsync(['subscriber', 'ann@example.org'], { from: 'user' });
    return shown.split('\n');
  };

  it('shows every preference of a subscriber, and nothing about others', async () => {
    expect(
      await show({
        wordingLanguage: 'ar',
        weekday: 7,
        monthDay: 15,
        quietHours: { from: 22, to: 7 },
        maxAlertsPerDay: 3,
        pausedUntil: AT,
        muted: [{ briefingId: 'one', title: 'Border', at: AT }],
      }),
    ).toEqual([
      `ann@example.org, a subscriber since ${AT}`,
      'Digests are sent at 08:00, UTC.',
      'Emails are in the language ar.',
      'Weekly digests are sent on Sundays.',
      'Monthly digests are sent on day 15 of the month.',
      'Gets no alerts from 22:00 to 7:00.',
      'Gets at most 3 alert emails a day.',
      `Emails are paused until ${AT}.`,
      `Has muted the story "Border" since ${AT}.`,
      'Follows nothing.',
    ]);
    expect(await show({})).toHaveLength(3);
  });
});
