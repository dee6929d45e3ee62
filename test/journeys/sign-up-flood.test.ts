import { advanceClock } from '../support/clock';
import { type Journey, startJourney } from '../support/journey';
import { type FormAnswer, hiddenField, sendFormFrom } from '../support/sign-up-form';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const SIGN_UPS = 800;
const MAX_CONCURRENT = 20;
/** So many that no network reaches its own limit. */
const NETWORKS = 80;
/** A tenth of the quota is for the form. The rate is high, so that the test is fast. */
const DAILY_QUOTA = 1_000;
const BUDGET = DAILY_QUOTA / 10;

describe('a flood of sign-ups', () => {
  let journey: Journey;
  let network = 0;
  const answers = new Map<string, FormAnswer>();
  beforeAll(async () => {
    journey = await startJourney({ sendRate: '500', dailyQuota: String(DAILY_QUOTA) });
    await journey.subscribe({ email: 'known@gmail.com', expressions: ['heron'] });
    const addresses = Array.from({ length: SIGN_UPS }, (_, index) => `stranger${index}@gmail.com`);
    await Promise.all(
      Array.from({ length: MAX_CONCURRENT }, async () => {
        for (let email = addresses.pop(); email !== undefined; email = addresses.pop()) {
          answers.set(email, await signUp(email));
        }
      }),
    );
    await journey.stack.idle(120_000);
    // On a busy machine SES's answer may have come too late: then the email is left to recovery.
    for (let minute = 0; minute < 8; minute += 1) {
      advanceClock({ minutes: 1 });
      await journey.stack.runSchedule('RecoverLost');
      await journey.stack.idle();
    }
  }, 240_000);
  afterAll(() => journey.stop());

  /**
   * Sends the form, again if the connection breaks or the service fails, as people do: a repeated request
   * counts once.
   */
  async function signUp(email: string, attempts = 3): Promise<FormAnswer> {
    try {
      const answer = await sendForm(email);
      if (answer.status < 500 || attempts === 1) return answer;
      return signUp(email, attempts - 1);
    } catch (error) {
      if (attempts === 1) throw error;
      return signUp(email, attempts - 1);
    }
  }
  function sendForm(email: string): Promise<FormAnswer> {
    network = (network % NETWORKS) + 1;
    return sendFormFrom(network, `${journey.stack.siteUrl}/subscribe`, {
      email,
      expression: 'heron AND egret',
      frequency: 'weekly',
      timeZone: 'Asia/Tokyo',
      hour: '17',
    });
  }
  const withStatus = (status: number) =>
    [...answers].filter(([, answer]) => answer.status === status).map(([email]) => email);

  it('is answered with one email each or with a refusal, and no request vanishes', () => {
    const [accepted, refused] = [withStatus(202), withStatus(429)];
    expect(accepted.length + refused.length).toBe(SIGN_UPS);
    expect(accepted.length).toBeGreaterThanOrEqual(BUDGET);
    // A little of the budget comes back meanwhile.
    expect(accepted.length).toBeLessThan(BUDGET + 10);
    const kindsTo = (email: string) => journey.emailsTo(email).map(({ kind }) => kind);
    expect(accepted.filter((email) => kindsTo(email).join() !== 'confirm')).toEqual([]);
    expect(refused.filter((email) => kindsTo(email).length > 0)).toEqual([]);
  });

  it('is refused with a page that keeps the input and says when to try again', () => {
    const [email = ''] = withStatus(429);
    const { html, retryAfter } = answers.get(email) as FormAnswer;
    // A hundred a day: one more is allowed after 864 seconds.
    expect(Number(retryAfter)).toBeGreaterThan(0);
    expect(Number(retryAfter)).toBeLessThanOrEqual(864);
    expect(html).toMatch(/Try again in (a minute|([2-9]|1[0-5]) minutes)\./);
    expect(html).toContain(`value="${email}"`);
    expect(html).toContain('value="heron AND egret"');
    expect(html).toMatch(/value="weekly" checked/);
    expect(html).toMatch(
      /name="timeZone"[^>]*value="Asia\/Tokyo"|value="Asia\/Tokyo"[^>]*name="timeZone"/,
    );
    expect(html).toMatch(/value="17" selected/);
  });

  it('gets the same answer for a known address, an unknown one and one that asked before', async () => {
    const known = await signUp('known@gmail.com');
    expect(known.status).toBe(429);
    const withoutWait = ({ html }: FormAnswer, email: string) =>
      html
        .replaceAll(email, 'EMAIL')
        .replace(hiddenField(html, 'stamp'), '')
        .replace(/Try again in [^.]+\./, '');
    for (const email of ['unknown@gmail.com', String(withStatus(202)[0])]) {
      expect(withoutWait(await signUp(email), email)).toBe(withoutWait(known, 'known@gmail.com'));
    }
  });

  it('is counted for the operator by reason, without addresses', async () => {
    const { body } = await journey.api('/api/sign-ups', {});
    const [today] = body.days as { stopped: { budget: number } }[];
    expect(today?.stopped.budget).toBeGreaterThan(SIGN_UPS - BUDGET - 10);
    expect(journey.logged.join('\n')).not.toContain('@gmail.com');
  });

  it('does not keep operators from asking someone to confirm', async () => {
    const email = 'guest@gmail.com';
    const request = { email, expressions: ['heron'], frequency: 'daily' };
    expect((await journey.api('/api/subscriptions', request)).status).toBe(202);
    await journey.stack.idle();
    expect(journey.emailsTo(email)).toHaveLength(1);
  });

  it('makes operators wait too if one address was asked too often', async () => {
    const ask = (expression: string) =>
      journey.api('/api/subscriptions', {
        email: 'often@gmail.com',
        expressions: [expression],
        frequency: 'daily',
      });
    for (let index = 0; index < 5; index += 1)
      expect((await ask(`crane${index}`)).status).toBe(202);
    const { status, body } = await ask('crane');
    expect(status).toBe(429);
    expect(body.error).toMatch(
      /^This address was sent too many confirmation emails\. Try again tomorrow/,
    );
  });
});
