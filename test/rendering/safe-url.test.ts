import { ownUrl, safeUrl } from '../../lambdas/rendering/safe-url';

describe('an address to link to', () => {
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

  it('may not pose as another host with a user name', () => {
    expect(safeUrl('https://bank.example@evil.example/')).toBeUndefined();
  });

  it('comes back without line breaks or quotes', () => {
    expect(safeUrl('https://news.example/a\r\nb"c d')).toBe('https://news.example/ab%22c%20d');
  });

  it('is at most 2,048 characters long, also once encoded', () => {
    expect(safeUrl(`https://news.example/${'a'.repeat(2048)}`)).toBeUndefined();
    expect(safeUrl(`https://news.example/${'ش'.repeat(1000)}`)).toBeUndefined();
  });
});

describe('an address of our own', () => {
  it('is refused when it is not absolute http or https', () => {
    expect(ownUrl('http://localhost:3000/manage?token=x')).toBe(
      'http://localhost:3000/manage?token=x',
    );
    expect(() => ownUrl('/manage')).toThrow('absolute http or https address');
    expect(() => ownUrl('javascript:alert(1)')).toThrow('absolute http or https address');
  });
});
