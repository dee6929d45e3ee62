import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { aBriefing } from '../support/briefings';
import { type Journey, linkIn, startJourney, tokenOf } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('unsubscribing', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  /** Follows, and gets one alert, from whose headers and links it is stopped. */
  const followAndHear = async (email: string, expression: string) => {
    await journey.subscribe({ email, expressions: [expression] });
    await journey.publish(aBriefing({ title: `A ${expression}` }));
    const [mail] = journey.mailsTo(email);
    if (mail === undefined) throw new Error('No alert came.');
    return mail;
  };
  const alertsTo = async (email: string, expression: string) => {
    const before = journey.mailsTo(email).length;
    await journey.publish(aBriefing({ title: `Another ${expression}` }));
    return journey.mailsTo(email).length - before;
  };

  it('takes one POST by the mail program, as RFC 8058 says', async () => {
    const mail = await followAndHear('ann@example.org', 'gecko');
    const [, address = ''] =
      /^<https?:\/\/[^/]+(.+)>$/.exec(mail.headers.get('list-unsubscribe') ?? '') ?? [];

    const { status } = await journey.post(address, { 'List-Unsubscribe': 'One-Click' });

    expect(status).toBe(200);
    expect(await alertsTo('ann@example.org', 'gecko')).toBe(0);
  });

  it('asks a person first: opening the link stops nothing, the button does', async () => {
    const mail = await followAndHear('bob@example.org', 'skink');
    const link = linkIn(mail, 'unsubscribe');
    const { html } = await journey.get(link);
    expect(html).toContain('<form method="post"');
    expect(await alertsTo('bob@example.org', 'skink')).toBe(1);

    await journey.post('/unsubscribe', { token: tokenOf(link) });
    expect(await alertsTo('bob@example.org', 'skink')).toBe(0);
  });

  it('may be done twice, and years later', async () => {
    const mail = await followAndHear('cat@example.org', 'goanna');
    const token = tokenOf(linkIn(mail, 'unsubscribe'));
    expect((await journey.post('/unsubscribe', { token })).status).toBe(200);
    expect((await journey.post('/unsubscribe', { token })).status).toBe(200);
  });

  it('leaves the others who follow the topic', async () => {
    const mail = await followAndHear('dee@example.org', 'iguana');
    await journey.subscribe({ email: 'eve@example.org', expressions: ['iguana'] });
    await journey.post('/unsubscribe', { token: tokenOf(linkIn(mail, 'unsubscribe')) });

    await journey.publish(aBriefing({ title: 'The last iguana' }));

    expect(journey.mailsTo('dee@example.org')).toHaveLength(1);
    expect(journey.mailsTo('eve@example.org')).toHaveLength(1);
  });

  it('stops a mail that was already on its way, and the ledger says why', async () => {
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
    await journey.stack.idle();
    journey.sesFault = () => undefined;

    expect(journey.mailsTo('fay@example.org')).toHaveLength(0);
    const dropped = await deliveries();
    expect(dropped).toContainEqual(
      expect.objectContaining({ status: 'dropped', reason: 'unsubscribed' }),
    );
  });

  it('can be done by the operator, who can also have the person forgotten', async () => {
    await followAndHear('gus@example.org', 'chameleon');
    await journey.api('/api/subscribers/forget', { email: 'gus@example.org' });

    const { status } = await journey.api('/api/subscribers/lookup', { email: 'gus@example.org' });
    expect(status).toBe(404);
    expect(await alertsTo('gus@example.org', 'chameleon')).toBe(0);
    const held = await itemsOf('Subscribers');
    expect(JSON.stringify(held)).not.toContain('gus@example.org');
  });

  const deliveries = () => itemsOf('Deliveries');
  async function itemsOf(table: string) {
    const { endpoint, accessKeyId } = journey.stack.dynamoDb;
    const client = new DynamoDBClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey: 'local' },
    });
    const { Items = [] } = await client.send(
      new ScanCommand({ TableName: journey.stack.tableName(table) }),
    );
    client.destroy();
    return Items;
  }
});
