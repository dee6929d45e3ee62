import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { topicIdOf } from '../../lambdas/domain/expressions/topic-id';
import { aBriefing } from '../support/briefings';
import { expressionOf } from '../support/expressions';
import { type Journey, linkIn, startJourney, withDynamoDb } from '../support/journey';
import { tokenOf } from '../support/links';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const TABLES = ['Briefings', 'Topics', 'Matches', 'Subscribers', 'Deliveries'];
const PRIVATE_TOPIC = '"Zenobia Quillfeather" Larkspur';
/** Beginnings of the words above, as stemming may shorten them, and of the addresses. */
const PRIVATE_WORDS = /zenob|quillf|larks|zq@|second-zq/i;

describe('a person who was erased', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const everything = () =>
    withDynamoDb(journey, async (client) => {
      const items = await Promise.all(
        TABLES.map(async (table) => {
          const scan = new ScanCommand({ TableName: journey.stack.tableName(table) });
          const { Items = [] } = await client.send(scan);
          return Items.map((item) => ({ table, ...item }));
        }),
      );
      return items.flat();
    });
  const topicPage = (expression: string) =>
    journey.get(`/topics/${topicIdOf(expressionOf(expression))}`);
  const ask = async (email: string, expression: string) => {
    const form = { frequency: 'instant', timeZone: 'UTC', hour: '8' };
    await journey.post('/subscribe', { ...form, email, expression });
    await journey.stack.idle();
    return tokenOf(linkIn(journey.emailsTo(email).at(-1), 'confirm'));
  };

  it('leaves no words and no address in any table, page or log', async () => {
    await journey.subscribe({ email: 'other@example.org', expressions: ['heron'] });
    await journey.post('/confirm', { token: await ask('zq@example.org', PRIVATE_TOPIC) });
    await journey.subscribe({
      email: 'zq@example.org',
      expressions: ['heron', 'zenobia OR heron', 'larkspur*'],
      frequency: 'daily',
    });
    await journey.publish(aBriefing({ title: 'A heron' }));
    const page = await topicPage(PRIVATE_TOPIC);
    expect([page.status, page.html]).toEqual([200, expect.stringMatching(/Quillfeather/i)]);
    expect(JSON.stringify(await everything())).toMatch(PRIVATE_WORDS);

    await journey.api('/api/subscribers/forget', { email: 'zq@example.org' });

    const left = (await everything()).filter((item) => PRIVATE_WORDS.test(JSON.stringify(item)));
    expect(left).toEqual([]);
    expect(journey.logged.join('\n')).not.toMatch(PRIVATE_WORDS);
    // What others follow stays.
    expect((await topicPage('heron')).status).toBe(200);
  });

  it('leaves a page that answers as if nobody had ever followed the topic', async () => {
    const never = await topicPage('"nobody ever followed this"');
    const gone = await topicPage(PRIVATE_TOPIC);
    const withoutPath = (html: string) => html.replaceAll(/topics(\/|%2F)\w+/g, 'topics');
    expect(gone.status).toBe(404);
    expect(never.status).toBe(404);
    expect(withoutPath(gone.html)).toBe(withoutPath(never.html));
  });

  it('can follow the same topic again later', async () => {
    await journey.post('/confirm', { token: await ask('second-zq@example.org', PRIVATE_TOPIC) });
    await journey.publish(aBriefing({ title: 'Zenobia Quillfeather grows larkspur' }));
    expect(journey.emailsTo('second-zq@example.org').at(-1)?.kind).toBe('alert');
    expect((await topicPage(PRIVATE_TOPIC)).status).toBe(200);
  });

  it('was followed in a canonical form only, however it was typed', async () => {
    await journey.subscribe({ email: 'cat@example.org', expressions: ['  (SNIPE)   and   RUFF '] });
    const { html } = await topicPage('snipe ruff');
    expect(html).not.toContain('(SNIPE)');
  });
});
