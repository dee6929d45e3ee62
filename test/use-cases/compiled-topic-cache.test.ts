import { noAliases, parseAliases } from '../../lambdas/domain/expressions/aliases';
import { createCompiledTopicCache } from '../../lambdas/use-cases/compiled-topic-cache';

describe('the cache of compiled topics', () => {
  const gaza = { topicId: 'gaza', expression: 'gaza', language: 'en' as const };

  it('compiles a topic once, until the aliases change', () => {
    const compiled = createCompiledTopicCache();
    const first = compiled(gaza, noAliases);
    expect(first).toBeDefined();
    expect(compiled(gaza, noAliases)).toBe(first);
    expect(compiled({ ...gaza, topicId: 'other' }, noAliases)).not.toBe(first);

    const aliases = parseAliases('Gaza, Ghazza');
    const withAliases = compiled(gaza, aliases);
    expect(withAliases).not.toEqual(first);
    expect(compiled(gaza, aliases)).toBe(withAliases);
  });

  it('returns nothing for an expression that is refused', () => {
    const compiled = createCompiledTopicCache();
    expect(compiled({ ...gaza, expression: 'the' }, noAliases)).toBeUndefined();
  });

  it('keeps a topic that is used again while 20,000 others are added, and no other for ever', () => {
    const compiled = createCompiledTopicCache();
    const used = compiled(gaza, noAliases);
    const unused = { ...gaza, topicId: 'unused' };
    const firstUnused = compiled(unused, noAliases);
    const add = (index: number) => compiled({ ...gaza, topicId: `topic ${index}` }, noAliases);
    for (let index = 0; index < 60_000; index += 1) {
      add(index);
      if (index % 10_000 === 0) expect(compiled(gaza, noAliases)).toBe(used);
    }
    expect(compiled(unused, noAliases)).not.toBe(firstUnused);
  });

  it('keeps fewer topics if their expressions are long, so that its size is limited', () => {
    const compiled = createCompiledTopicCache();
    const first = compiled(gaza, noAliases);
    const long = (index: number) => `${index} ${'a'.repeat(195)}`.slice(0, 200).padEnd(200, 'b');
    const add = (index: number) =>
      compiled({ ...gaza, topicId: `topic ${index}`, expression: long(index) }, noAliases);
    // Twice 600,000 characters.
    for (let index = 1; index <= 6_001; index += 1) add(index);
    expect(compiled(gaza, noAliases)).not.toBe(first);
  });
});
