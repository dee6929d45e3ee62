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

  it('keeps 10,000 topics and then starts again', () => {
    const compiled = createCompiledTopicCache();
    const first = compiled(gaza, noAliases);
    const add = (index: number) => compiled({ ...gaza, topicId: `topic ${index}` }, noAliases);
    for (let index = 1; index < 9_999; index += 1) add(index);
    expect(compiled(gaza, noAliases)).toBe(first);
    add(9_999);
    expect(compiled(gaza, noAliases)).not.toBe(first);
  });

  it('keeps fewer topics if their expressions are long, so that its size is limited', () => {
    const compiled = createCompiledTopicCache();
    const first = compiled(gaza, noAliases);
    const long = (index: number) => `${index} ${'a'.repeat(195)}`.slice(0, 200).padEnd(200, 'b');
    const add = (index: number) =>
      compiled({ ...gaza, topicId: `topic ${index}`, expression: long(index) }, noAliases);
    for (let index = 1; index <= 1_999; index += 1) add(index);
    expect(compiled(gaza, noAliases)).toBe(first);
    add(2_000);
    expect(compiled(gaza, noAliases)).not.toBe(first);
  });
});
