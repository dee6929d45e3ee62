import { replaceAliases } from '../../lambdas/use-cases/replace-aliases';

describe('replacing the aliases', () => {
  let written: string[];
  beforeEach(() => {
    written = [];
  });
  const replace = replaceAliases({
    writeAliases: async (text) => {
      written.push(text);
    },
  });

  it('stores the file as it is and counts its names', async () => {
    const text = '# Names\nGaza, Ghazza\nHezbollah, Hizbullah, Hizballah\n';
    expect(await replace(text)).toEqual({ outcome: 'replaced', names: 5 });
    expect(written).toEqual([text]);
  });

  it('refuses an invalid file with a sentence, and stores nothing', async () => {
    expect(await replace('Gaza\nRafah\n')).toEqual({
      outcome: 'refused',
      reason:
        'Line 1 has only one name, and no line has two. Write at least two names per line, separated by commas, such as: Hezbollah, Hizbullah.',
    });
    expect(written).toEqual([]);
  });
});
