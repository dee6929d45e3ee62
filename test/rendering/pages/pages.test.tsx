import { createHash } from 'node:crypto';
import { renderBriefingPage } from '../../../lambdas/rendering/pages/briefing-page';
import {
  renderErrorPage,
  renderLinkExpiredPage,
  renderNotFoundPage,
} from '../../../lambdas/rendering/pages/error-pages';
import { renderHomePage } from '../../../lambdas/rendering/pages/home-page';
import { renderManagePage } from '../../../lambdas/rendering/pages/manage-page';
import { CONTENT_SECURITY_POLICY } from '../../../lambdas/rendering/pages/stylesheet';
import {
  renderCheckInboxPage,
  renderConfirmedPage,
  renderConfirmPage,
} from '../../../lambdas/rendering/pages/subscribing-pages';
import { renderTopicPage } from '../../../lambdas/rendering/pages/topic-page';
import {
  renderUnsubscribedPage,
  renderUnsubscribePage,
} from '../../../lambdas/rendering/pages/unsubscribing-pages';
import { sanitizeBody } from '../../../lambdas/rendering/sanitize';
import { linksIn, readableText, tagsIn } from '../../support/html-reading';
import { aSnippet } from '../../support/mail-views';
import {
  aHomeView,
  aListItem,
  aManageView,
  aSiteView,
  aWholeBriefing,
} from '../../support/page-views';

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

const PERSONAL: [name: string, html: string][] = [
  ['check your inbox', renderCheckInboxPage({ ...site, email, expression: 'Gaza aid' })],
  [
    'confirm',
    renderConfirmPage({ ...site, token: 'x', email, expressions: ['a', 'b'], frequency: 'daily' }),
  ],
  [
    'confirmed',
    renderConfirmedPage({
      ...site,
      expressions: ['a'],
      refused: [],
      frequency: 'daily',
      manageUrl: '/manage?token=x',
    }),
  ],
  [
    'unsubscribe',
    renderUnsubscribePage({ ...site, token: 'x', email, manageUrl: '/manage?token=x' }),
  ],
  ['unsubscribed', renderUnsubscribedPage({ ...site, email })],
  ['manage', renderManagePage(aManageView())],
  ['link expired', renderLinkExpiredPage({ ...site, purpose: 'confirm' })],
  ['error', renderErrorPage({ ...site, heading: 'That did not work', advice: 'Try again.' })],
  ['not found', renderNotFoundPage(site)],
];

const PUBLIC: [name: string, html: string][] = [
  ['home', renderHomePage(aHomeView())],
  ['briefing', aBriefingPage()],
  ['topic', aTopicPage()],
];

describe.each([...PERSONAL, ...PUBLIC])('the page %s', (_, html) => {
  it('is a whole document with language, title, one h1 and its landmarks', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/);
    expect(html).toMatch(/<title>[^<]*Briefwire<\/title>/);
    expect(html.match(/<h1\b/g)).toHaveLength(1);
    expect(tagsIn(html)).toEqual(expect.arrayContaining(['header', 'nav', 'main', 'footer']));
  });

  it('needs no script, and loads nothing from elsewhere', () => {
    expect(tagsIn(html)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(script|img|iframe)$/)]),
    );
    expect(html).not.toMatch(/\sstyle=|\son\w+=/);
  });

  it('has one style, which the content security policy names', () => {
    const [style = ''] = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1]);
    const hash = createHash('sha256').update(style).digest('base64');
    expect(CONTENT_SECURITY_POLICY).toContain(`style-src 'sha256-${hash}'`);
  });

  it('gives every field a label and no id twice', () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const fields = [
      ...html.matchAll(/<(?:select|input type="(?:text|email)")[^>]*\sid="([^"]*)"/g),
    ];
    for (const [, id] of fields) expect(html).toContain(`<label for="${id}">`);
  });
});

describe('pages that belong to one person', () => {
  it.each(PERSONAL)('are not indexed and tell their address to no other site: %s', (_, html) => {
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).toContain('<meta name="referrer" content="no-referrer"/>');
  });
});

describe('pages for everyone', () => {
  it.each(PUBLIC)('name their address to search engines: %s', (_, html) => {
    expect(html).toMatch(/<link rel="canonical" href="https:\/\/briefwire\.example\//);
    expect(html).not.toContain('noindex');
  });
});

describe('confirming and unsubscribing', () => {
  it('take a button that posts the token, so that a scanner that opens links does neither', () => {
    const confirm = renderConfirmPage({
      ...site,
      token: 'a"b',
      email,
      expressions: ['Gaza aid', '*'],
      frequency: 'daily',
    });
    expect(confirm).toContain(
      '<form method="post" action="/confirm"><input type="hidden" name="token" value="a&quot;b"/>',
    );
    expect(readableText(confirm)).toMatch(
      /briefings on Gaza aid and every briefing to ada@reader\.example , in a daily digest\?/,
    );
    expect(
      renderUnsubscribePage({ ...site, token: 'x', email, manageUrl: '/manage?token=x' }),
    ).toContain(
      '<form method="post" action="/unsubscribe"><input type="hidden" name="token" value="x"/>',
    );
  });
});

describe('the manage page', () => {
  it('posts each change to /manage with the token, an action and what it is about', () => {
    const html = renderManagePage(aManageView());
    const forms = [...html.matchAll(/<form\b.*?<\/form>/gs)].map(([form]) =>
      [...form.matchAll(/name="(\w+)"(?: value="([^"]*)")?/g)].map(([, name, value]) =>
        value === undefined ? name : `${name}=${value}`,
      ),
    );
    expect(forms).toEqual([
      ['token=manage-token', 'action=set-frequency', 'topicId=t1', 'frequency'],
      ['token=manage-token', 'action=stop', 'topicId=t1'],
      ['token=manage-token', 'action=set-frequency', 'topicId=t2', 'frequency'],
      ['token=manage-token', 'action=stop', 'topicId=t2'],
      ['token=manage-token', 'action=set-schedule', 'hour', 'timeZone'],
      ['token=manage-token', 'action=stop-everything'],
    ]);
  });

  it('tells buttons of the same name apart for those who hear them', () => {
    const html = renderManagePage(aManageView());
    expect(html).toContain('aria-label="Stop following Gaza aid"');
    expect(html).toContain('aria-label="Stop following Hezbollah"');
  });

  it('asks when digests come only of those who get any', () => {
    const topics = aManageView().topics.slice(0, 1);
    expect(renderManagePage(aManageView({ topics }))).not.toContain('set-schedule');
  });

  it('says what was done, and what was refused', () => {
    expect(renderManagePage(aManageView({ notice: 'Saved.' }))).toMatch(/role="status"><p>Saved\./);
    expect(renderManagePage(aManageView({ errors: { hour: 'Choose an hour.' } }))).toContain(
      '<a href="#hour">Choose an hour.</a>',
    );
  });

  it('says so when nothing is followed', () => {
    expect(readableText(renderManagePage(aManageView({ topics: [] })))).toContain(
      'You follow no topic',
    );
  });
});

describe('the briefing page', () => {
  it('shows paragraphs of a plain body, escaped', () => {
    expect(aBriefingPage({ body: 'One <b>\n\n\n\nTwo' })).toMatch(
      /<p dir="auto">One &lt;b&gt;<\/p><p dir="auto">Two<\/p>/,
    );
  });

  it('shows a sanitized html body as it is', () => {
    const { html } = sanitizeBody('<p>One <em>two</em><script>alert(1)</script></p>');
    expect(aBriefingPage({ bodyHtml: html })).toContain('<p>One <em>two</em></p>');
  });

  it('links to where the briefing comes from, unless that is no web address', () => {
    expect(linksIn(aBriefingPage())).toContain('https://news.example/trucks');
    expect(aBriefingPage({ url: 'javascript:alert(1)' })).not.toContain('javascript:');
  });

  it('lets an Arabic title run from the right', () => {
    expect(aBriefingPage({ title: 'حزب الله', language: 'ar' })).toContain(
      '<h1 dir="auto" lang="ar">',
    );
  });
});

describe('the topic page', () => {
  it('shows matched words marked, and links to follow the topic', () => {
    const html = aTopicPage();
    expect(html).toContain('<mark>aid</mark> trucks enter <mark>Gaza</mark>');
    expect(linksIn(html)).toContain('/?topic=Gaza+aid#follow');
  });
});

describe('the page after unsubscribing', () => {
  it('says it also where nobody holds the address any more', () => {
    const html = renderUnsubscribedPage({ ...site, email: '' });
    expect(readableText(html)).toContain('This address gets no more mails.');
  });
});

describe('a page on a link that no longer works', () => {
  it.each([
    ['confirm', 'Ask again'],
    ['unsubscribe', 'foot of the latest mail'],
    ['manage', 'foot of the latest mail'],
  ] as const)('says what to do next: %s', (purpose, advice) => {
    expect(readableText(renderLinkExpiredPage({ ...site, purpose }))).toContain(advice);
  });
});
