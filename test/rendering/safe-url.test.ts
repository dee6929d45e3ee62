import { normalizeSiteUrl, safeUrl } from '../../lambdas/rendering/safe-url';

describe('a URL to link to', () => {
  it('may be http or https', () => {
    expect(safeUrl('https://news.example/a?b=c#d')).toBe('https://news.example/a?b=c#d');
    expect(safeUrl('http://news.example')).toBe('http://news.example/');
  });

  it.each([
    'javascript:alert(1)',
    ' JaVa\nScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'mailto:ada@reader.example',
    '//news.example/a',
    '/briefings/1',
    'news.example',
    '',
  ])('is never %j', (url) => {
    expect(safeUrl(url)).toBeUndefined();
  });

  it('must not have a user name, which can pose as the host', () => {
    expect(safeUrl('https://bank.example@evil.example/')).toBeUndefined();
  });

  it('is returned without line breaks or quotes', () => {
    expect(safeUrl('https://news.example/a\r\nb"c d')).toBe('https://news.example/ab%22c%20d');
  });

  it('has at most 2,048 characters, even after encoding', () => {
    expect(safeUrl(`https://news.example/${'a'.repeat(2048)}`)).toBeUndefined();
    expect(safeUrl(`https://news.example/${'ش'.repeat(1000)}`)).toBeUndefined();
  });
});

describe('a URL of our own site', () => {
  it('is refused if it is not absolute http or https', () => {
    expect(normalizeSiteUrl('http://localhost:3000/manage?token=x')).toBe(
      'http://localhost:3000/manage?token=x',
    );
    expect(() => normalizeSiteUrl('/manage')).toThrow('absolute http or https URL');
    expect(() => normalizeSiteUrl('javascript:alert(1)')).toThrow('absolute http or https URL');
  });
});
