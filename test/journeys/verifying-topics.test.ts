import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { aBriefing } from '../support/briefings';
import { timePasses } from '../support/clock';
import { type Journey, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('tending topics', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const verify = async () => (await journey.api('/api/topics/verify', {})).body;
  const rebuild = async () => (await journey.api('/api/topics/rebuild', {})).body;
  const follow = (email: string, expression: string) =>
    journey.subscribe({ email, expressions: [expression] });

  it('finds nothing to mend in an index that was only followed and unfollowed', async () => {
    await follow('ann@example.org', 'otter');
    await follow('bob@example.org', 'otter "river bank"');
    await journey.api('/api/subscribers/unsubscribe', { email: 'bob@example.org' });

    expect(await verify()).toMatchObject({ topics: 1, faults: [] });
  });

  it('names an entry that was lost, puts it back, and then alerts come again', async () => {
    await follow('cat@example.org', 'badger');
    await deleteFromTopics('term#0#=badger');
    await journey.publish(aBriefing({ title: 'A badger unheard' }));
    expect(journey.mailsTo('cat@example.org')).toEqual([]);

    const { faults } = await verify();
    expect(faults).toContainEqual(
      expect.objectContaining({ fault: 'missing', expression: 'badger', term: '=badger' }),
    );
    await rebuild();
    expect(await verify()).toMatchObject({ faults: [] });
    await journey.publish(aBriefing({ title: 'A badger heard' }));
    expect(journey.mailsTo('cat@example.org')).toHaveLength(1);
  });

  it('lets a name stand for another as soon as the operator says so, and no longer', async () => {
    await follow('dee@example.org', 'Hezbollah');
    await journey.publish(aBriefing({ title: 'Hizbullah, before' }));

    await journey.api('/api/aliases', { text: 'Hezbollah, Hizbullah, حزب الله\n' });
    await rebuild();
    timePasses({ minutes: 1 });
    await journey.publish(aBriefing({ title: 'Hizbullah, now' }));
    await journey.publish(aBriefing({ title: 'بيان من حزب الله', language: 'ar' }));
    await journey.publish(aBriefing({ title: 'Hezbollah still' }));

    await journey.api('/api/aliases', { text: '' });
    await rebuild();
    timePasses({ minutes: 1 });
    await journey.publish(aBriefing({ title: 'Hizbullah, after' }));

    const subjects = journey.mailsTo('dee@example.org').map(({ subject }) => subject);
    expect(subjects).toEqual([
      'Hezbollah: Hizbullah, now',
      'Hezbollah: بيان من حزب الله',
      'Hezbollah: Hezbollah still',
    ]);
    expect(await verify()).toMatchObject({ faults: [] });
  });

  it('hangs a topic under the word that is rarest in this stage’s own briefings', async () => {
    await follow('gil@example.org', 'parliament wolverine');
    const { body: before } = await journey.api('/api/topics/show', {
      expression: 'parliament wolverine',
    });
    expect(before.anchors).toContainEqual(expect.objectContaining({ term: '=wolverin' }));

    // Here wolverines are in everything.
    for (let day = 0; day < 4; day += 1) {
      const briefings = Array.from({ length: 90 }, () => aBriefing({ title: 'Wolverine news' }));
      await journey.publish(...briefings);
    }
    await journey.api('/api/topics/count-words', {});
    timePasses({ minutes: 15 });
    await rebuild();

    const { body } = await journey.api('/api/topics/show', { expression: 'parliament wolverine' });
    const terms = (body.anchors as { term: string }[]).map(({ term }) => term);
    expect(terms).toContain('=parliament');
    expect(terms).not.toContain('=wolverin');
    await journey.publish(aBriefing({ title: 'A wolverine in parliament' }));
    expect(journey.mailsTo('gil@example.org')).toHaveLength(1);
  });

  it('shows a topic: how many follow it how often, and where it hangs', async () => {
    await follow('eve@example.org', 'polecat');
    await journey.subscribe({
      email: 'fay@example.org',
      expressions: ['POLECAT polecat'],
      frequency: 'weekly',
    });

    const { body } = await journey.api('/api/topics/show', { expression: 'Polecat' });

    expect(body).toMatchObject({
      followed: true,
      followers: { instant: 1, daily: 0, weekly: 1 },
      words: [{ word: 'polecat', inAMillion: expect.any(Number) }],
      anchors: [{ term: '=polecat', isIndexed: true }],
    });
  });

  async function deleteFromTopics(key: string): Promise<void> {
    const { endpoint, accessKeyId } = journey.stack.dynamoDb;
    const credentials = { accessKeyId, secretAccessKey: 'local' };
    const client = DynamoDBDocumentClient.from(
      new DynamoDBClient({ endpoint, region: 'us-east-1', credentials }),
    );
    await client.send(
      new DeleteCommand({ TableName: journey.stack.tableName('Topics'), Key: { key } }),
    );
    client.destroy();
  }
});
