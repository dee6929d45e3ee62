import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { SignedLinks } from '../../lambdas/adapters/signed-links';
import { topicIdOf } from '../../lambdas/domain/expressions/topic-id';
import { aBriefing } from '../support/briefings';
import { systemClock } from '../support/clock';
import { expressionOf } from '../support/expressions';
import { type Journey, linkIn, startJourney, withDynamoDb } from '../support/journey';
import { tokenOf } from '../support/links';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const TABLES = ['Topics', 'Matches', 'Subscribers', 'Deliveries'];
/** Each publishes a briefing first. */
const MANAGING_PEOPLE = 8;
/** How many people are erased at the worst moment, each a little later than the one before. */
const PEOPLE = 20;

describe('an erasure at the same moment as something else', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const forget = (email: string) => journey.api('/api/subscribers/forget', { email });
  const isKnown = async (email: string) =>
    (await journey.api('/api/subscribers/lookup', { email })).status === 200;
  const rowsWith = (word: RegExp) =>
    withDynamoDb(journey, async (client) => {
      const tables = await Promise.all(
        TABLES.map(async (table) => {
          const TableName = journey.stack.tableName(table);
          const { Items = [] } = await client.send(
            new ScanCommand({ TableName, ConsistentRead: true }),
          );
          return Items.map((item) => ({ table, ...item }));
        }),
      );
      return tables.flat().filter((item) => word.test(JSON.stringify(item)));
    });
  const laterBy = (index: number) => new Promise((resolve) => setTimeout(resolve, index * 3));
  const confirmation = (email: string, expression: string) =>
    withDynamoDb(journey, (client) =>
      new SignedLinks(client, journey.stack.tableName('Subscribers'), systemClock).sign('confirm', {
        id: randomUUID(),
        follow: {
          address: email,
          expressions: [expression],
          language: 'en',
          frequency: 'daily',
          timeZone: 'UTC',
          hour: 8,
        },
      }),
    );

  it('as a confirmation leaves nothing that another erasure does not find', async () => {
    for (let index = 0; index < PEOPLE; index += 1) {
      const email = `numbat${index}@example.org`;
      await journey.subscribe({ email, expressions: ['heron'] });
      const token = await confirmation(email, `numbat${index}`);
      const [confirmed] = await Promise.all([
        journey.post('/confirm', { token }),
        laterBy(index).then(() => forget(email)),
      ]);
      expect([200, 400, 410]).toContain(confirmed.status);
      if (await isKnown(email)) await forget(email);
      expect(await isKnown(email)).toBe(false);
      const page = await journey.get(`/topics/${topicIdOf(expressionOf(`numbat${index}`))}`);
      expect([email, page.status]).toEqual([email, 404]);
    }
    await journey.stack.idle();
    expect(await rowsWith(/numbat/)).toEqual([]);
  }, 120_000);

  it('as an alert leaves no address, and at most the email that was on its way', async () => {
    for (let index = 0; index < PEOPLE; index += 1) {
      const email = `quokka${index}@example.org`;
      await journey.subscribe({ email, expressions: ['bilby'] });
    }
    await journey.publishWithoutWaiting(aBriefing({ title: 'A bilby' }));
    for (let index = 0; index < PEOPLE; index += 1) await forget(`quokka${index}@example.org`);
    await journey.stack.idle();
    expect(await rowsWith(/quokka/)).toEqual([]);

    const before = journey.emails.length;
    await journey.publish(aBriefing({ title: 'Another bilby' }));
    expect(journey.emails).toHaveLength(before);
  }, 120_000);

  it('as a change from the manage page leaves nothing either', async () => {
    for (let index = 0; index < MANAGING_PEOPLE; index += 1) {
      const email = `dibbler${index}@example.org`;
      await journey.subscribe({ email, expressions: ['potoroo'] });
      const token = await manageToken(email);
      const actions = [
        { action: 'add-topic', expression: `dibbler${index}`, frequency: 'daily' },
        { action: 'set-preferences', hour: '9', timeZone: 'UTC', weekday: '1', monthDay: '1' },
        { action: 'change-address', email: `dibbler${index}@example.net` },
        { action: 'send-digest' },
      ];
      const answers = await Promise.all([
        ...actions.map((fields) => journey.post(`/manage?token=${token}`, fields)),
        laterBy(2 * index).then(() => forget(email)),
      ]);
      for (const { status } of answers) expect(status).not.toBe(500);
      expect(await isKnown(email)).toBe(false);
    }
    await journey.stack.idle();
    expect(await rowsWith(/dibbler/)).toEqual([]);
  }, 120_000);

  /** From an alert, which only those get who are not erased yet. */
  async function manageToken(email: string): Promise<string> {
    await journey.publish(aBriefing({ title: 'A potoroo' }));
    return tokenOf(linkIn(journey.emailsTo(email).at(-1), 'manage'));
  }
});
