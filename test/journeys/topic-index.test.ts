import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { aBriefing } from '../support/briefings';
import { advanceClock } from '../support/clock';
import { type Journey, startJourney, withDynamoDb } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('the topic index', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const verify = async () => (await journey.api('/api/topics/verify', {})).body;
  const rebuild = async () => (await journey.api('/api/topics/rebuild', {})).body;
  const follow = (email: string, expression: string) =>
    journey.subscribe({ email, expressions: [expression] });

  it('has no faults after topics are followed and unfollowed', async () => {
    await follow('ann@example.org', 'otter');
    await follow('bob@example.org', 'otter "river bank"');
    await journey.api('/api/subscribers/unsubscribe', { email: 'bob@example.org' });

    expect(await verify()).toMatchObject({ topics: 1, faults: [] });
  });

  it('reports a lost entry and restores it, so that alerts are sent again', async () => {
    await follow('cat@example.org', 'badger');
    await deleteFromTopics('term#0#=badger');
    await journey.publish(aBriefing({ title: 'A badger before' }));
    expect(journey.emailsTo('cat@example.org')).toEqual([]);

    const { faults } = await verify();
    expect(faults).toContainEqual(
      expect.objectContaining({ fault: 'missing', expression: 'badger', term: '=badger' }),
    );
    await rebuild();
    expect(await verify()).toMatchObject({ faults: [] });
    await journey.publish(aBriefing({ title: 'A badger after' }));
    expect(journey.emailsTo('cat@example.org')).toHaveLength(1);
  });

  it('applies an alias while it is in the alias file and no longer', async () => {
    await follow('dee@example.org', 'Hezbollah');
    await journey.publish(aBriefing({ title: 'Hizbullah, before' }));

    await journey.api('/api/aliases', { text: 'Hezbollah, Hizbullah, حزب الله\n' });
    await rebuild();
    advanceClock({ minutes: 1 });
    await journey.publish(aBriefing({ title: 'Hizbullah, now' }));
    await journey.publish(aBriefing({ title: 'بيان من حزب الله', language: 'ar' }));
    await journey.publish(aBriefing({ title: 'Hezbollah still' }));

    await journey.api('/api/aliases', { text: '' });
    await rebuild();
    advanceClock({ minutes: 1 });
    await journey.publish(aBriefing({ title: 'Hizbullah, after' }));

    const subjects = journey.emailsTo('dee@example.org').map(({ subject }) => subject);
    expect(subjects).toEqual([
      'Hezbollah: Hizbullah, now',
      'Hezbollah: بيان من حزب الله',
      'Hezbollah: Hezbollah still',
    ]);
    expect(await verify()).toMatchObject({ faults: [] });
  });

  it('contains a topic under its rarest word in the briefings of this stage', async () => {
    await follow('gil@example.org', 'parliament wolverine');
    const { body: before } = await journey.api('/api/topics/show', {
      expression: 'parliament wolverine',
    });
    expect(before.anchors).toContainEqual(expect.objectContaining({ term: '=wolverin' }));

    // Makes “wolverine” a common word.
    for (let day = 0; day < 4; day += 1) {
      const briefings = Array.from({ length: 90 }, () => aBriefing({ title: 'Wolverine news' }));
      await journey.publish(...briefings);
    }
    await journey.api('/api/topics/count-words', {});
    advanceClock({ minutes: 15 });
    await rebuild();

    const { body } = await journey.api('/api/topics/show', { expression: 'parliament wolverine' });
    const terms = (body.anchors as { term: string }[]).map(({ term }) => term);
    expect(terms).toContain('=parliament');
    expect(terms).not.toContain('=wolverin');
    await journey.publish(aBriefing({ title: 'A wolverine in parliament' }));
    expect(journey.emailsTo('gil@example.org')).toHaveLength(1);
  });

  it('can be shown for one topic, with its followers by frequency and its anchor terms', async () => {
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
    const deletion = new DeleteCommand({
      TableName: journey.stack.tableName('Topics'),
      Key: { key },
    });
    await withDynamoDb(journey, (client) => client.send(deletion));
  }
});
