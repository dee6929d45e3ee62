import { inOtherLanguage, keepLanguage } from '../../../lambdas/rendering/pages/page-links';
import { aSiteView } from '../../support/page-views';

const named = { ...aSiteView(), language: 'fr' as const, keepsLanguage: true };

describe('a page whose address names the language', () => {
  it.each([
    ['<a href="/">', '<a href="/?lang=fr">'],
    ['<a class="x" href="/#follow">', '<a class="x" href="/?lang=fr#follow">'],
    ['<a href="/manage?token=t.o-k">', '<a href="/manage?token=t.o-k&amp;lang=fr">'],
    ['<a href="/?topic=it&#39;s#follow">', '<a href="/?topic=it&#39;s&amp;lang=fr#follow">'],
    [
      '<form method="post" action="/subscribe">',
      '<form method="post" action="/subscribe?lang=fr">',
    ],
    [
      '<form action="/archive">',
      '<form action="/archive"><input type="hidden" name="lang" value="fr"/>',
    ],
    [
      '<a href="https://briefwire.example/topics/t">',
      '<a href="https://briefwire.example/topics/t?lang=fr">',
    ],
  ])('%s becomes %s', (before, after) => {
    expect(keepLanguage(before, named)).toBe(after);
  });

  it.each([
    '<a href="https://news.example/">',
    '<a href="https://briefwire.example.evil/">',
    '<a href="//news.example/">',
    '<a href="#main">',
    '<a href="/?lang=ar">',
    '<a href="/?topic=x&amp;lang=ar">',
    '<link rel="canonical" href="/">',
    '<p>href="/"</p>',
  ])('%s stays', (link) => {
    expect(keepLanguage(link, named)).toBe(link);
  });
});

it('a page whose address names no language links to plain addresses', () => {
  expect(keepLanguage('<a href="/">', aSiteView())).toBe('<a href="/">');
});

describe('the link to a page in another language', () => {
  it.each([
    ['/', '/?lang=fr'],
    ['/briefings/%D8%A3', '/briefings/%D8%A3?lang=fr'],
    ['/archive?q=a+b&before=x~y', '/archive?q=a+b&before=x%7Ey&lang=fr'],
    ['/manage?token=t.o-k&after=x', '/manage?token=t.o-k&after=x&lang=fr'],
    [`/confirm?token=${'t'.repeat(8_000)}`, `/confirm?token=${'t'.repeat(8_000)}&lang=fr`],
    [`/?topic=${'x'.repeat(300)}`, `/?topic=${'x'.repeat(300)}&lang=fr`],
  ])('keeps what the page reads: %s', (path, link) => {
    expect(inOtherLanguage(path, 'fr')).toBe(link);
  });

  it.each([
    ['a parameter that no page reads', '/archive?utm=x&q=gull', '/archive?q=gull&lang=fr'],
    ['the second of two', '/archive?q=gull&q=tern', '/archive?q=gull&lang=fr'],
    ['an expression that is too long', `/?topic=${'x'.repeat(301)}`, '/?lang=fr'],
    ['a token that is too long', `/manage?token=${'x'.repeat(8_001)}`, '/manage?lang=fr'],
    ['a path that is too long', `/${'x'.repeat(2_000)}`, '/?lang=fr'],
  ])('leaves out %s', (_what, path, link) => {
    expect(inOtherLanguage(path, 'fr')).toBe(link);
  });
});
