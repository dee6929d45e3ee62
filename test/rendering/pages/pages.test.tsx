import { createHash } from 'node:crypto';
import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { renderBriefingPage } from '../../../lambdas/rendering/pages/briefing-page';
import {
  renderFailurePage,
  renderLinkExpiredPage,
  renderNotFoundPage,
  renderTooLongPage,
} from '../../../lambdas/rendering/pages/error-pages';
import { renderHomePage } from '../../../lambdas/rendering/pages/home-page';
import { renderLinkPage, renderLinkSentPage } from '../../../lambdas/rendering/pages/link-pages';
import {
  renderAskAgainPage,
  renderNeverAskedPage,
  renderNeverAskPage,
} from '../../../lambdas/rendering/pages/never-ask-pages';
import { renderPrivacyPage } from '../../../lambdas/rendering/pages/privacy-page';
import { contentSecurityPolicy } from '../../../lambdas/rendering/pages/stylesheet';
import {
  renderAlreadyConfirmedPage,
  renderCheckInboxPage,
  renderConfirmedPage,
  renderConfirmPage,
} from '../../../lambdas/rendering/pages/subscribing-pages';
import { renderTopicPage } from '../../../lambdas/rendering/pages/topic-page';
import {
  renderTooLatePage,
  renderUndonePage,
  renderUnsubscribedPage,
  renderUnsubscribePage,
} from '../../../lambdas/rendering/pages/unsubscribing-pages';
import { sanitizeBody } from '../../../lambdas/rendering/sanitize';
import { aSnippet } from '../../support/email-views';
import { linksIn, readableText, tagsIn } from '../../support/html-reading';
import { aHomeView, aListItem, aSiteView, aWholeBriefing } from '../../support/page-views';

const site = aSiteView();
const email = 'ada@reader.example';
const aTopicPage = () =>
  renderTopicPage({
    ...site,
    expression: 'Gaza aid',
    pageUrl: 'https://briefwire.example/topics/t1',
    briefings: [aListItem({ snippet: aSnippet('*aid* trucks enter *Gaza*') })],
  });
const aBriefingPage = (changes = {}) =>
  renderBriefingPage({
    ...site,
    briefing: aWholeBriefing(changes),
    pageUrl: 'https://briefwire.example/briefings/trucks',
  });

const DAILY_AT_EIGHT = { frequency: 'daily', hour: 8, timeZone: 'America/New_York' } as const;

const PERSONAL: [name: string, html: string][] = [
  ['check your inbox', renderCheckInboxPage({ ...site, email, expressions: ['Gaza aid'] })],
  [
    'confirm',
    renderConfirmPage({
      ...site,
      token: 'x',
      email,
      expressions: ['a', 'b'],
      schedule: DAILY_AT_EIGHT,
    }),
  ],
  [
    'confirmed',
    renderConfirmedPage({
      ...site,
      expressions: ['a'],
      refused: [],
      schedule: DAILY_AT_EIGHT,
      isSuppressed: false,
      manageUrl: '/manage?token=x',
    }),
  ],
  ['already confirmed', renderAlreadyConfirmedPage({ ...site, token: 'x' })],
  ['unsubscribe', renderUnsubscribePage({ ...site, token: 'x' })],
  ['unsubscribe from a topic', renderUnsubscribePage({ ...site, token: 'x', topic: 'Gaza aid' })],
  ['unsubscribed', renderUnsubscribedPage({ ...site, token: 'x', isOneTopic: false, undo: 'u' })],
  ['undone', renderUndonePage({ ...site, token: 'x' })],
  ['too late to undo', renderTooLatePage(site)],
  ['link', renderLinkPage({ ...site, token: 'x' })],
  ['link sent', renderLinkSentPage(site)],
  ['never ask', renderNeverAskPage({ ...site, token: 'x' })],
  ['never asked', renderNeverAskedPage({ ...site, token: 'x' })],
  ['ask again', renderAskAgainPage(site)],
  ['link expired', renderLinkExpiredPage({ ...site, purpose: 'confirm' })],
  ['too long', renderTooLongPage(site)],
  ['failure', renderFailurePage(site)],
  ['not found', renderNotFoundPage(site)],
  ...WORDING_LANGUAGES.map((language): [string, string] => [
    `link expired in ${language}`,
    renderLinkExpiredPage({ ...site, language, purpose: 'manage', token: 'x' }),
  ]),
];

const PUBLIC: [name: string, html: string][] = [
  ['home', renderHomePage(aHomeView())],
  ['briefing', aBriefingPage()],
  ['topic', aTopicPage()],
  ...WORDING_LANGUAGES.map((language): [string, string] => [
    `privacy in ${language}`,
    renderPrivacyPage({ ...site, language, pageUrl: 'https://briefwire.example/privacy' }),
  ]),
];

describe.each([...PERSONAL, ...PUBLIC])('the page %s', (_, html) => {
  it('is a complete document with a language, a title, one h1 and landmarks', () => {
    expect(html).toMatch(
      /^<!doctype html>\n<html lang="(?:(?:en|fr|de|es)" dir="ltr|ar" dir="rtl)">/,
    );
    expect(html).toMatch(/<title>[^<]*Briefwire<\/title>/);
    expect(html.match(/<h1\b/g)).toHaveLength(1);
    expect(tagsIn(html)).toEqual(expect.arrayContaining(['header', 'nav', 'main', 'footer']));
  });

  it('has no scripts of its own and loads nothing from other sites', () => {
    const code = html
      .replace(/<script type="module" src="\/assets\/[\w.-]+">/, '')
      // A browser does not run this data block.
      .replace(/<script type="application\/ld\+json">[^<]*<\/script>/, '');
    expect(tagsIn(code)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(script|img|iframe)$/)]),
    );
    expect(html).not.toMatch(/\sstyle=|\son\w+=/);
  });

  it('has one style, which the content security policy allows', () => {
    const [style = ''] = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1]);
    const hash = createHash('sha256').update(style).digest('base64');
    expect(contentSecurityPolicy(site.brand)).toContain(`style-src 'sha256-${hash}'`);
  });

  it('labels every field and uses every id once', () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const fields = [
      ...html.matchAll(/<(?:select|input type="(?:text|email)")[^>]*\sid="([^"]*)"/g),
    ];
    for (const [, id] of fields) expect(html).toContain(`<label for="${id}">`);
  });
});

describe('personal pages', () => {
  it.each(PERSONAL)('are not indexed and do not send their URL to other sites: %s', (_, html) => {
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).toContain('<meta name="referrer" content="no-referrer"/>');
  });
});

describe('public pages', () => {
  it.each(PUBLIC)('have a canonical URL for search engines: %s', (_, html) => {
    expect(html).toMatch(/<link rel="canonical" href="https:\/\/briefwire\.example\//);
    expect(html).not.toContain('noindex');
  });
});

describe('confirming and unsubscribing', () => {
  it('need a button that posts the token, so that a scanner that opens links does neither', () => {
    const confirm = renderConfirmPage({
      ...site,
      token: 'a"b',
      email,
      expressions: ['Gaza aid', '*'],
      schedule: DAILY_AT_EIGHT,
    });
    expect(confirm).toContain(
      '<form method="post" action="/confirm?token=a%22b"><button type="submit">',
    );
    expect(readableText(confirm)).toContain(
      'Topics Gaza aid Every briefing Email address ada@reader.example ' +
        'How often In a daily digest at 08:00 (America/New York)',
    );
    expect(renderUnsubscribePage({ ...site, token: 'a"b' })).toContain(
      '<form method="post" action="/unsubscribe?token=a%22b"><button type="submit">',
    );
  });
});

describe('the briefing page', () => {
  it('shows the paragraphs of a plain body, escaped', () => {
    expect(aBriefingPage({ body: 'One <b>\n\n\n\nTwo' })).toMatch(
      /<p dir="auto">One &lt;b&gt;<\/p><p dir="auto">Two<\/p>/,
    );
  });

  it('shows a sanitized HTML body unchanged', () => {
    const { html } = sanitizeBody('<p>One <em>two</em><script>alert(1)</script></p>');
    expect(aBriefingPage({ bodyHtml: html })).toContain('<p>One <em>two</em></p>');
  });

  it('links to the original, unless its URL is not a web address', () => {
    expect(linksIn(aBriefingPage())).toContain('https://news.example/trucks');
    expect(aBriefingPage({ url: 'javascript:alert(1)' })).not.toContain('javascript:');
  });

  it('shows an Arabic title from right to left', () => {
    expect(aBriefingPage({ title: 'حزب الله', language: 'ar' })).toContain(
      '<h1 dir="auto" lang="ar">',
    );
  });
});

describe('the topic page', () => {
  it('marks matched words and links to follow the topic', () => {
    const html = aTopicPage();
    expect(html).toContain('<mark>aid</mark> trucks enter <mark>Gaza</mark>');
    expect(linksIn(html)).toContain('/?topic=Gaza+aid#follow');
  });
});

describe('the page of a topic without matches', () => {
  it('offers to follow it', () => {
    const pageUrl = 'https://briefwire.example/topics/t1';
    const html = renderTopicPage({ ...site, expression: '*', pageUrl, briefings: [] });
    expect(readableText(html)).toContain('No briefings match yet. Follow the topic to hear');
  });
});

describe('the page after unsubscribing', () => {
  const unsubscribed = { ...site, token: 'x', isOneTopic: false };
  it('offers to undo it, and no undo where nothing was followed', () => {
    expect(renderUnsubscribedPage({ ...unsubscribed, undo: 'u' })).toContain(
      '<input type="hidden" name="undo" value="u"/>',
    );
    expect(renderUnsubscribedPage(unsubscribed)).not.toContain('name="undo"');
  });

  it('names the topic, or says that no more emails come at all', () => {
    expect(readableText(renderUnsubscribedPage(unsubscribed))).toContain(
      'You will get no more emails from Briefwire.',
    );
    const html = renderUnsubscribedPage({ ...unsubscribed, isOneTopic: true, topic: 'Gaza <aid>' });
    expect(html).toContain('<bdi>Gaza &lt;aid&gt;</bdi>');
  });
});

describe('the page for a link that no longer works', () => {
  it.each([
    ['confirm', 'Follow a topic again'],
    ['unsubscribe', 'unsubscribe button of your email program'],
    ['manage', 'bottom of the latest email from us'],
  ] as const)('says what to do next: %s', (purpose, advice) => {
    expect(readableText(renderLinkExpiredPage({ ...site, purpose }))).toContain(advice);
  });

  it('offers a new link with the old token, if there is one', () => {
    const html = renderLinkExpiredPage({ ...site, purpose: 'manage', token: 'a"b' });
    expect(html).toContain('<form method="post" action="/link?token=a%22b">');
    expect(renderLinkExpiredPage({ ...site, purpose: 'manage' })).not.toContain('<form');
  });
});
