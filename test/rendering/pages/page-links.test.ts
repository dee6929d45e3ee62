import { keepLanguage } from '../../../lambdas/rendering/pages/page-links';
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
