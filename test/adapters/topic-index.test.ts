import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Adapters, aTopic, makeAdapters } from '../support/adapters';

describe('the reverse index', () => {
  let adapters: Adapters;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  const idsUnder = async (...terms: string[]) =>
    (await adapters.index.candidates(terms)).map(({ topicId }) => topicId).sort();

  it('finds a topic under each of its anchors, once', async () => {
    await adapters.index.index(aTopic('heron', { anchors: ['en:heron', '=heron'] }));
    expect(await idsUnder('en:heron')).toEqual(['heron']);
    expect(await idsUnder('=heron', 'en:heron', 'en:nothing')).toEqual(['heron']);
    expect(await idsUnder('en:nothing')).toEqual([]);
  });

  it('gives back what is needed to test a briefing', async () => {
    const topic = aTopic('tern', {
      expression: 'arctic tern',
      language: 'de',
      name: 'Tern arctic',
    });
    await adapters.index.index(topic);
    expect(await adapters.index.candidates(['en:tern'])).toEqual([
      { topicId: 'tern', expression: 'arctic tern', language: 'de' },
    ]);
    expect(await adapters.index.find('tern')).toMatchObject({ name: 'Tern arctic', followers: 0 });
  });

  it('takes down what hung for the generation that ended, and nothing newer', async () => {
    await adapters.index.index(aTopic('gull'));
    await adapters.index.unindex('gull', 0);
    expect(await idsUnder('en:gull')).toEqual(['gull']);
    await adapters.index.unindex('gull', 1);
    expect(await idsUnder('en:gull')).toEqual([]);
  });

  it('hangs hundreds under one term at once', async () => {
    const ids = Array.from(
      { length: 200 },
      (_, number) => `crow${String(number).padStart(3, '0')}`,
    );
    await Promise.all(ids.map((id) => adapters.index.index(aTopic(id, { anchors: ['en:crow'] }))));
    expect(await idsUnder('en:crow')).toEqual(ids);
  });

  it('spills over to more pages before a page is full, and finds and takes down all', async () => {
    // 230 topics of 1,900 letters are more than one item of DynamoDB can hold.
    const ids = Array.from({ length: 230 }, (_, number) => `finch${1_000 + number}`);
    const hang = (id: string) =>
      adapters.index.index(aTopic(id, { expression: 'f'.repeat(1_900), anchors: ['en:finch'] }));
    for (let start = 0; start < ids.length; start += 50) {
      await Promise.all(ids.slice(start, start + 50).map(hang));
    }

    expect(await idsUnder('en:finch')).toEqual(ids);
    expect(await pagesOf('en:finch')).toBe(2);
    await adapters.index.unindex('finch1000', 1);
    await adapters.index.unindex('finch1229', 1);
    expect(await idsUnder('en:finch')).toEqual(ids.slice(1, -1));
  });

  async function pagesOf(term: string): Promise<number> {
    const { Item } = await adapters.client.send(
      new GetCommand({ TableName: adapters.name('Topics'), Key: { key: `term#0#${term}` } }),
    );
    return Number(Item?.pages ?? 1);
  }
});
