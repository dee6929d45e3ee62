import fc from 'fast-check';
import { parseAliases } from '../../../lambdas/domain/expressions/aliases';

describe('aliases', () => {
  const groupOf = (text: string, name: string) => parseAliases(text).groupOf.get(name);

  it('are the names on a line, folded and sorted, without comments', () => {
    const text = '# people\nErdoğan,  Recep   Tayyip، Erdogan # one person\n\nGaza\n';
    expect(groupOf(text, 'erdogan')).toEqual(['erdogan', 'recep tayyip']);
    expect(groupOf(text, 'gaza')).toBeUndefined();
  });

  it('of two lines that share a name are one group, in whatever order the lines are', () => {
    const names = fc.array(fc.constantFrom(...'abcdefghij'), { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(names, { maxLength: 8 }), (lines) => {
        const { groupOf: groups } = parseAliases(lines.map((line) => line.join()).join('\n'));
        for (const line of lines.filter((line) => new Set(line).size > 1)) {
          const [first = '', ...others] = line;
          expect(groups.get(first)).toEqual(expect.arrayContaining(line));
          for (const name of others) expect(groups.get(name)).toBe(groups.get(first));
        }
        const reversed = parseAliases(
          [...lines]
            .reverse()
            .map((line) => line.join())
            .join('\n'),
        );
        expect(new Map([...reversed.groupOf].sort())).toEqual(new Map([...groups].sort()));
      }),
    );
  });

  // With quadratic joining this takes minutes.
  it('may all share one name', () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => `gaza,${index}`);
    expect(groupOf(lines.join('\n'), 'gaza')).toHaveLength(40_001);
  });
});
