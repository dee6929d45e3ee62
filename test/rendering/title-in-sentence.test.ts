import { titleInSentence } from '../../lambdas/rendering/title-in-sentence';

const lowered = (title: string, context = '', language = 'en') =>
  titleInSentence(title, language, context);

describe('a title after a colon', () => {
  it('starts in lower case if its first word is never a name', () => {
    expect(lowered('Why the trucks wait at Rafah')).toBe('why the trucks wait at Rafah');
    expect(lowered('A second blackout in Gaza')).toBe('a second blackout in Gaza');
  });

  it('starts in lower case if its first word occurs in lower case elsewhere in the briefing', () => {
    expect(lowered('Exchanges of fire on the Lebanese border', 'heavy exchanges of fire')).toBe(
      'exchanges of fire on the Lebanese border',
    );
  });

  it('keeps its capital if the first word may be a name', () => {
    expect(lowered('Hamas accused over evacuations', 'the US accuses Hamas')).toBe(
      'Hamas accused over evacuations',
    );
    expect(lowered('Turkey recalls its ambassador', 'a turkey on the table')).toBe(
      'Turkey recalls its ambassador',
    );
    expect(lowered('Talks stall', 'nightly smalltalks')).toBe('Talks stall');
  });

  it.each([
    "Blinken's Middle East Tour Ends with Little Progress",
    'The Guardian View on Gaza Aid Trucks',
    'UN: aid falls short',
    'G7 ministers meet in Japan',
    '100 trucks a day',
    'Überall Grenzen',
  ])('is unchanged: %s', (title) => {
    expect(lowered(title, "blinken's the un g7 überall")).toBe(title);
  });

  it('is unchanged in another language, where capitals can have a meaning', () => {
    expect(lowered('In Gaza fehlt Hilfe', 'in', 'de')).toBe('In Gaza fehlt Hilfe');
  });
});
