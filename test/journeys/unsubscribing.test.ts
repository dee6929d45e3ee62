import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { aBriefing } from '../support/briefings';
import { advanceClock } from '../support/clock';
import { type Journey, linkIn, startJourney, withDynamoDb } from '../support/journey';
import { tokenOf } from '../support/links';
import { waitUntil } from '../support/wait-until';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('unsubscribing', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  /** Follows a topic and returns its first alert. */
  const receiveAlert = async (email: string, expression: string) => {
    await journey.subscribe({ email, expressions: [expression] });
    await journey.publish(aBriefing({ title: `A ${expression}` }));
    const [alert] = journey.emailsTo(email);
    if (alert === undefined) throw new Error('No alert was sent.');
    return alert;
  };
  /** Publishes a briefing and counts the alerts that it causes. */
  const countAlerts = async (email: string, expression: string) => {
    const before = journey.emailsTo(email).length;
    await journey.publish(aBriefing({ title: `Another ${expression}` }));
    return journey.emailsTo(email).length - before;
  };

  it('needs only one POST from the email program (RFC 8058)', async () => {
    const alert = await receiveAlert('ann@example.org', 'gecko');
    const [, address = ''] =
      /^<https?:\/\/[^/]+(.+)>$/.exec(alert.headers.get('list-unsubscribe') ?? '') ?? [];

    const { status } = await journey.post(address, { 'List-Unsubscribe': 'One-Click' });

    expect(status).toBe(200);
    expect(await countAlerts('ann@example.org', 'gecko')).toBe(0);
  });

  it('needs a click on the button; opening the link is not enough', async () => {
    const alert = await receiveAlert('bob@example.org', 'skink');
    const link = linkIn(alert, 'unsubscribe');
    const { html } = await journey.get(link);
    expect(html).toContain('<form method="post"');
    expect(await countAlerts('bob@example.org', 'skink')).toBe(1);

    await journey.post('/unsubscribe', { token: tokenOf(link) });
    expect(await countAlerts('bob@example.org', 'skink')).toBe(0);
  });

  it('can be undone on the page, once', async () => {
    const alert = await receiveAlert('han@example.org', 'agama');
    const link = linkIn(alert, 'unsubscribe');
    const { html } = await journey.post(link, {});
    const [, undo = ''] = /name="undo" value="([^"]+)"/.exec(html) ?? [];
    expect(await countAlerts('han@example.org', 'agama')).toBe(0);

    expect((await journey.post(link, { undo })).html).toContain('You follow your topics again');
    expect(await countAlerts('han@example.org', 'agama')).toBe(1);
    const late = await journey.post(link, { undo });
    expect([late.status, late.html]).toEqual([409, expect.stringContaining('too late')]);
    await journey.post(link, {});
    advanceClock({ minutes: 16 });
    expect((await journey.post(link, { undo })).status).toBe(409);
  });

  it('shows neither the address nor a link to manage it', async () => {
    const alert = await receiveAlert('ivy@example.org', 'tegu');
    const link = linkIn(alert, 'unsubscribe');
    const pages = [(await journey.get(link)).html, (await journey.post(link, {})).html];
    for (const html of pages) expect(html).not.toMatch(/ivy@|\/manage/);
  });

  it('can be repeated, also years later', async () => {
    const alert = await receiveAlert('cat@example.org', 'goanna');
    const token = tokenOf(linkIn(alert, 'unsubscribe'));
    expect((await journey.post('/unsubscribe', { token })).status).toBe(200);
    advanceClock({ days: 3 * 365 });
    expect((await journey.post('/unsubscribe', { token })).status).toBe(200);
  });

  it('does not affect other followers of the topic', async () => {
    const alert = await receiveAlert('dee@example.org', 'iguana');
    await journey.subscribe({ email: 'eve@example.org', expressions: ['iguana'] });
    await journey.post('/unsubscribe', { token: tokenOf(linkIn(alert, 'unsubscribe')) });

    await journey.publish(aBriefing({ title: 'The last iguana' }));

    expect(journey.emailsTo('dee@example.org')).toHaveLength(1);
    expect(journey.emailsTo('eve@example.org')).toHaveLength(1);
  });

  it('stops an email that is waiting to be sent, and the ledger records why', async () => {
    await journey.subscribe({ email: 'fay@example.org', expressions: ['monitor lizard'] });
    // SES throttles every attempt, so the delivery is retried until it is dropped.
    const attempted = new Promise<void>((resolve) => {
      journey.sesFault = (to) => {
        if (to !== 'fay@example.org') return undefined;
        resolve();
        return 'throttle';
      };
    });
    await journey.api('/api/briefings', aBriefing({ title: 'A monitor lizard' }));
    await attempted;
    await journey.api('/api/subscribers/unsubscribe', { email: 'fay@example.org' });
    // Its new message is delayed by a second.
    await waitUntil(async () =>
      (await itemsOf('Deliveries')).some(
        ({ status, reason }) => status === 'dropped' && reason === 'unsubscribed',
      ),
    );
    journey.sesFault = () => undefined;
    expect(journey.emailsTo('fay@example.org')).toHaveLength(0);
  });

  it('is part of forgetting a person, which also deletes the address', async () => {
    await receiveAlert('gus@example.org', 'chameleon');
    await journey.api('/api/subscribers/forget', { email: 'gus@example.org' });

    const { status } = await journey.api('/api/subscribers/lookup', { email: 'gus@example.org' });
    expect(status).toBe(404);
    expect(await countAlerts('gus@example.org', 'chameleon')).toBe(0);
    const items = await itemsOf('Subscribers');
    expect(JSON.stringify(items)).not.toContain('gus@example.org');
  });

  async function itemsOf(table: string) {
    const scan = new ScanCommand({ TableName: journey.stack.tableName(table) });
    const { Items = [] } = await withDynamoDb(journey, (client) => client.send(scan));
    return Items;
  }
});
