import { isSameAddress, readBriefingAddress } from '../../lambdas/domain/briefing-address';

describe('the address of a briefing', () => {
  const read = (text: string) => readBriefingAddress(text, 'https://site.example');

  it('is its page on this site, with or without the scheme', () => {
    const page = { outcome: 'page', briefingId: 'a b' };
    expect(read('https://site.example/briefings/a%20b?lang=fr#top')).toEqual(page);
    expect(read(' site.example/briefings/a%20b/ ')).toEqual(page);
  });

  it('is its own address, without the fragment', () => {
    const url = { outcome: 'url', url: 'https://news.example/a?b=1' };
    expect(read('https://news.example/a?b=1#c')).toEqual(url);
    expect(read('news.example/a?b=1')).toEqual(url);
    expect(read('https://news.example/briefings/a')).toMatchObject({ outcome: 'url' });
  });

  it.each([
    '',
    'rafah',
    'the aid trucks',
    'javascript:alert(1)',
    'https://site.example/briefings/%E0%A4%A',
    `https://site.example/briefings/${'a'.repeat(300)}`,
    `https://news.example/${'a'.repeat(3000)}`,
  ])('cannot be read from "%s"', (text) => {
    expect(read(text)).toEqual({ outcome: 'unreadable' });
  });

  it('is the same with another scheme, without www and without the last slash', () => {
    expect(isSameAddress('http://www.news.example/a/', 'https://news.example/a')).toBe(true);
    expect(isSameAddress('https://news.example/a?b=1', 'https://news.example/a')).toBe(false);
    expect(isSameAddress('not a url', 'https://news.example/a')).toBe(false);
  });
});
