import { AliasFile } from '../../lambdas/adapters/alias-file';
import { type Adapters, makeAdapters } from '../support/adapters';

const NOON = Date.parse('2026-12-02T12:00:00.000Z');

describe('the operator’s aliases', () => {
  let adapters: Adapters;
  let now = NOON;
  beforeAll(async () => {
    adapters = await makeAdapters();
  });
  afterAll(() => adapters.remove());

  const newAliasFile = () =>
    new AliasFile(adapters.client, adapters.name('Topics'), () => new Date(now).toISOString());

  it('are empty before there is a file', async () => {
    expect(await newAliasFile().text()).toBeUndefined();
    expect((await newAliasFile().read()).groupOf.size).toBe(0);
  });

  it('are read as they were written', async () => {
    const text = 'Hezbollah, Hizbullah, حزب الله\n# the ministry\n';
    await newAliasFile().write(text);
    expect(await newAliasFile().text()).toBe(text);
    expect((await newAliasFile().read()).groupOf.get('hizbullah')).toContain('حزب الله');
  });

  it('are cached for half a minute, but not by the instance that changes them', async () => {
    const [reader, writer] = [newAliasFile(), newAliasFile()];
    await writer.write('Turkey, Türkiye');
    await reader.read();
    await writer.read();
    await writer.write('Gaza, Ghazza');
    expect((await writer.read()).groupOf.has('ghazza')).toBe(true);
    now = NOON + 29_000;
    expect((await reader.read()).groupOf.has('ghazza')).toBe(false);
    now = NOON + 30_000;
    expect((await reader.read()).groupOf.has('ghazza')).toBe(true);
  });
});
