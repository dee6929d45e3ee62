import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { renderPage } from '../../../lambdas/rendering/pages/layout';
import { SCRIPT_PATH } from '../../../lambdas/rendering/pages/script';
import { readableText } from '../../support/html-reading';
import { aSiteView } from '../../support/page-views';

const aPage = (changes: Partial<Parameters<typeof renderPage>[0]> = {}) =>
  renderPage({ site: aSiteView(), title: 'A page', children: <p>Text</p>, ...changes });

describe('the date line', () => {
  it.each([
    ['en', 'Saturday, 31 January 2026'],
    ['fr', 'samedi 31 janvier 2026'],
    ['de', 'Samstag, 31. Januar 2026'],
    ['es', 'sábado, 31 de enero de 2026'],
    ['ar', 'السبت، 31 يناير 2026'],
  ] as const)('is in the language of the page: %s', (language, date) => {
    expect(readableText(aPage({ site: { ...aSiteView(), language } }))).toContain(date);
  });

  it('is the day in the time zone of the site', () => {
    const lateInLondon = { now: '2026-01-31T23:30:00.000Z' };
    expect(readableText(aPage({ site: { ...aSiteView(), ...lateInLondon } }))).toContain(
      '1 February 2026',
    );
  });
});

describe('a public page', () => {
  const canonicalUrl = 'https://briefwire.example/archive?q=Gaza+aid';

  it('names its versions in all languages, and the plain one for everybody else', () => {
    const html = aPage({ canonicalUrl });
    for (const language of WORDING_LANGUAGES) {
      expect(html).toContain(
        `<link rel="alternate" hreflang="${language}" href="https://briefwire.example/archive?q=Gaza+aid&amp;lang=${language}"/>`,
      );
    }
    expect(html).toContain(
      '<link rel="alternate" hreflang="x-default" href="https://briefwire.example/archive?q=Gaza+aid"/>',
    );
    expect(html).toContain(
      '<link rel="canonical" href="https://briefwire.example/archive?q=Gaza+aid"/>',
    );
  });

  it('whose address names the language is the canonical one of that language', () => {
    const site = { ...aSiteView(), language: 'de' as const, keepsLanguage: true };
    expect(aPage({ site, canonicalUrl })).toContain(
      '<link rel="canonical" href="https://briefwire.example/archive?q=Gaza+aid&amp;lang=de"/>',
    );
  });
});

describe('the links to other languages', () => {
  it('keep the path and the query, and mark the language of the page', () => {
    const html = aPage({ site: { ...aSiteView(), path: '/manage?token=t.o-k' } });
    expect(html).toContain('<b aria-current="true">English</b>');
    expect(html).toContain('href="/manage?token=t.o-k&amp;lang=ar"');
    expect(html).not.toContain('lang=en"');
  });
});

describe('the script', () => {
  it('is loaded only by pages to which it adds something', () => {
    expect(aPage({ hasScript: true })).toContain(
      `<script type="module" src="${SCRIPT_PATH}"></script>`,
    );
    expect(aPage()).not.toContain('<script');
  });
});

describe('the name of the brand', () => {
  it('is escaped, and stands in the masthead and the title', () => {
    const site = { ...aSiteView(), brand: { ...aSiteView().brand, name: 'Day & <Night>' } };
    const html = aPage({ site });
    expect(html).toContain('<title>A page · Day &amp; &lt;Night&gt;</title>');
    expect(html).toContain('<a class="name" href="/" dir="auto">Day &amp; &lt;Night&gt;</a>');
  });
});
