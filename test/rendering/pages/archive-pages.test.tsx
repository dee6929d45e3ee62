import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { renderArchivePage } from '../../../lambdas/rendering/pages/archive-page';
import { renderBriefingPage } from '../../../lambdas/rendering/pages/briefing-page';
import { renderTopicPage } from '../../../lambdas/rendering/pages/topic-page';
import { readableText } from '../../support/html-reading';
import { aListItem, aSiteView, aWholeBriefing } from '../../support/page-views';

const site = aSiteView();
const pageUrl = 'https://briefwire.example/briefings/trucks';
const anArchivePage = (changes = {}) =>
  renderArchivePage({ ...site, expression: '', briefings: [aListItem()], ...changes });
const aBriefingPage = (changes = {}) =>
  renderBriefingPage({ ...site, briefing: aWholeBriefing(changes), pageUrl });

/** The JSON-LD of a page. */
function linkedData(html: string): Record<string, unknown> {
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(json);
}

describe('the archive', () => {
  it('shows the expression again, with a way to follow it, older briefings and feeds', () => {
    const older = '/archive?q=Gaza+%22aid%22&before=x';
    const html = anArchivePage({ expression: 'Gaza "aid"', older });
    expect(html).toContain('value="Gaza &quot;aid&quot;"');
    expect(html).toContain('href="/?topic=Gaza+%22aid%22#follow"');
    expect(html).toContain('href="/archive?q=Gaza+%22aid%22&amp;before=x" rel="next"');
    expect(html).toContain('href="/feeds/atom?q=Gaza+%22aid%22"');
    expect(html).toContain('type="application/feed+json"');
  });

  it('is indexed without a search only', () => {
    expect(anArchivePage({ pageUrl: 'https://briefwire.example/archive' })).not.toContain(
      'noindex',
    );
    expect(anArchivePage({ expression: 'Gaza' })).toContain('noindex');
  });

  it('says why an expression cannot be searched, beside the field', () => {
    const html = anArchivePage({ expression: '-a', briefings: [], refusal: 'Add a word.' });
    expect(html).toContain('<p class="bad" id="q-error">Add a word.</p>');
    expect(html).toContain('aria-describedby="q-hint q-error"');
    expect(html).not.toContain('id="found"');
  });

  it('tells an empty page from the end of the archive', () => {
    const page = { expression: 'heron', briefings: [], searchedDays: 30 };
    expect(anArchivePage(page)).toContain('No briefings match');
    expect(anArchivePage({ ...page, older: '/archive?x' })).toContain('search further back');
    const c = { ...page, expression: 'C#', searchedDays: 12, older: '/archive?x' };
    expect(readableText(anArchivePage(c))).toContain('No briefings in these 12 days match C#.');
  });

  it('has its own wording in every language', () => {
    const pages = WORDING_LANGUAGES.map((language) => anArchivePage({ language, expression: 'x' }));
    const headings = pages.map((html) => /<h2 id="found">(.*?)<\/h2>/.exec(html)?.[1]);
    expect(new Set(headings).size).toBe(WORDING_LANGUAGES.length);
    expect(pages.filter((html) => html.includes('Search the archive'))).toHaveLength(1);
  });
});

describe('the page of a briefing', () => {
  it('describes it to search engines and to sites that link to it', () => {
    const html = aBriefingPage();
    expect(html).toContain('<meta property="og:type" content="article"/>');
    expect(html).toContain(`<meta property="og:url" content="${pageUrl}"/>`);
    expect(linkedData(html)).toMatchObject({
      '@type': 'NewsArticle',
      headline: 'Aid trucks through Rafah fall to about 30 a day',
      datePublished: '2023-11-07T06:12:00Z',
      inLanguage: 'en',
      author: { name: 'ICARO Media Group' },
      isBasedOn: 'https://news.example/trucks',
    });
  });

  it('keeps text of publishers inside its description', () => {
    const title = '</script><script>alert(1)</script>';
    const html = aBriefingPage({ title, url: 'javascript:alert(1)' });
    expect(html).not.toContain('<script>');
    expect(linkedData(html)).toMatchObject({ headline: title });
    expect(linkedData(html)).not.toHaveProperty('isBasedOn');
  });

  it('leads to other briefings with its tags', () => {
    expect(aBriefingPage()).toContain('href="/archive?q=tag%3A%22middle-east%22"');
  });
});

it('gives the page of a topic in the language of the reader', () => {
  const topic = {
    expression: 'Gaza',
    pageUrl: 'https://briefwire.example/topics/x',
    briefings: [],
  };
  const html = renderTopicPage({ ...site, ...topic, language: 'de' });
  expect(html).toContain('Diesem Thema per E-Mail folgen');
  expect(html).toContain('Noch passt keine Meldung');
});
