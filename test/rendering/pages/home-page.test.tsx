import type { ExpressionPreview } from '../../../lambdas/domain/archive/expression-preview';
import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { renderHomePage } from '../../../lambdas/rendering/pages/home-page';
import { SCRIPT } from '../../../lambdas/rendering/pages/script';
import { HOME_WORDING } from '../../../lambdas/rendering/wording/home';
import { linksIn, readableText } from '../../support/html-reading';
import { aHomeView, aListItem, aWholeBriefing } from '../../support/page-views';
import { aPreview, aRefusedPreview } from '../../support/previews';

const REFUSED = aHomeView({
  form: {
    email: 'ada@',
    newsletters: [],
    expression: 'the "of',
    frequency: 'weekly',
    timeZone: 'Asia/Baghdad',
    hour: '21',
  },
  errors: { email: 'Write the whole address.', expression: 'Add a word that says more.' },
});

const withPreview = (changes: Partial<ExpressionPreview>) =>
  aHomeView({
    form: { ...REFUSED.form, expression: 'Gaza aid' },
    preview: {
      previewed: { outcome: 'previewed', preview: aPreview(changes) },
      acceptsBroad: false,
      briefingHref: (id) => `/briefings/${id}`,
    },
  });

describe('the home page', () => {
  it('posts email, expression, frequency, hour, time zone and the hidden fields to /subscribe', () => {
    const html = renderHomePage(aHomeView());
    const form = /<form method="post" action="\/subscribe".*<\/form>/s.exec(html)?.[0] ?? '';
    const names = [...form.matchAll(/\bname="(\w+)"/g)].map((match) => match[1]);
    expect([...new Set(names)]).toEqual([
      'stamp',
      'reference_code',
      'expression',
      'email',
      'frequency',
      'hour',
      'timeZone',
    ]);
  });

  it('offers topics as links that fill in the form', () => {
    expect(linksIn(renderHomePage(aHomeView()))).toContain('/?topic=Gaza+aid#follow');
  });

  it('offers * in words', () => {
    const html = renderHomePage(aHomeView({ suggestions: ['*'] }));
    expect(html).toMatch(/<a href="\/\?topic=\*#follow"[^>]*><bdi>Every briefing<\/bdi><\/a>/);
  });

  it('lists the latest briefings with links to their pages', () => {
    const html = renderHomePage(aHomeView());
    expect(linksIn(html)).toContain('/briefings/trucks');
    expect(readableText(html)).toContain('ICARO Media Group · 7 November 2023, 07:12');
    expect(readableText(renderHomePage(aHomeView({ briefings: [] })))).toContain(
      'No briefings have been published yet.',
    );
  });

  it('shows what was entered again if it was refused', () => {
    const html = renderHomePage(REFUSED);
    expect(html).toContain('value="ada@"');
    expect(html).toContain('value="the &quot;of"');
    expect(html).toMatch(/value="weekly" checked/);
    expect(html).toMatch(/<option value="21" selected/);
    expect(html).toMatch(/name="timeZone" value="Asia\/Baghdad"/);
  });

  it('lists the errors with links to the fields, which refer to their error', () => {
    const html = renderHomePage(REFUSED);
    expect(html).toMatch(/<title>Error: /);
    expect(html).toMatch(/role="alert"[^>]*>.*<a href="#email">Write the whole address\.<\/a>/s);
    expect(html).toMatch(
      /<input[^>]*id="email"[^>]*aria-invalid="true"[^>]*aria-describedby="email-hint email-error"/,
    );
    expect(html).toContain('id="email-error"');
  });

  it('lists the errors in the order of the form', () => {
    const links = linksIn(renderHomePage(REFUSED));
    expect(links.indexOf('#expression')).toBeLessThan(links.indexOf('#email'));
  });

  it('has no error summary if nothing was refused', () => {
    expect(renderHomePage(aHomeView())).not.toContain('role="alert"');
    expect(renderHomePage(aHomeView())).not.toContain('aria-invalid');
  });

  it('escapes briefings, topics and form values', () => {
    const evil = '"><script>alert(1)</script>';
    const html = renderHomePage(
      aHomeView({
        form: {
          newsletters: [],
          email: evil,
          expression: evil,
          frequency: evil,
          timeZone: evil,
          hour: evil,
        },
        errors: { email: evil },
        suggestions: [evil],
        briefings: [
          aListItem({
            briefing: aWholeBriefing({ title: evil, summary: evil, source: evil, language: evil }),
          }),
        ],
      }),
    );
    expect(html).not.toContain('<script>');
  });

  it('offers a preview by a button that keeps the address out of the URL', () => {
    const html = renderHomePage(aHomeView());
    expect(html).toMatch(/<form method="post"[^>]*>.*<button[^>]*formaction="\/preview#preview"/s);
    // Enter presses the first button, which subscribes nobody.
    expect(html.indexOf('formaction=')).toBeLessThan(html.indexOf('Follow this topic</button>'));
  });

  it('keeps the language of the address in the preview', () => {
    const html = renderHomePage(aHomeView({ language: 'fr', keepsLanguage: true }));
    expect(html).toContain('formaction="/preview?lang=fr#preview"');
    expect(html).toContain('action="/subscribe?lang=fr"');
  });

  it('shows what the topic would have matched, inside the form', () => {
    const html = renderHomePage(withPreview({ breadth: 'too-broad', share: 0.6 }));
    expect(html).toMatch(
      /<form.*60% of all briefings.*name="acceptBroad" value="Gaza aid".*<\/form>/s,
    );
    expect(renderHomePage(aHomeView())).toContain('<div id="preview"></div>');
  });

  it('says that a broad topic must be accepted', () => {
    const html = renderHomePage({
      ...withPreview({ breadth: 'too-broad' }),
      errors: { acceptBroad: 'Tick the box.' },
    });
    expect(html).toContain('<a href="#acceptBroad">Tick the box.</a>');
    expect(html).toContain('id="acceptBroad"');
  });

  it('says once beside the field, and not again as a preview, why a topic is refused', () => {
    const html = renderHomePage({ ...REFUSED, preview: aRefusedPreview() });
    expect(html).toContain('<div id="preview"></div>');
  });

  it('asks about an address that looks misspelled, and accepts both answers', () => {
    const form = { ...REFUSED.form, email: 'ann@gmial.com' };
    const html = renderHomePage(aHomeView({ form, misspelled: 'ann@gmail.com' }));
    expect(readableText(html)).toContain('Did you mean ann@gmail.com?');
    expect(html).toContain('name="suggestedEmail" value="ann@gmail.com"');
    expect(html).toContain('name="keptAddress" value="ann@gmial.com"');
  });

  it.each([
    [2, 'Try again in a minute.'],
    [61, 'Try again in 2 minutes.'],
    [3_600, 'Try again in 60 minutes.'],
    [3_601, 'Try again in 2 hours.'],
  ])('says when to try again after %d seconds', (retryAfterSeconds, sentence) => {
    expect(readableText(renderHomePage(aHomeView({ retryAfterSeconds })))).toContain(sentence);
  });

  it('names the feeds of all briefings for feed readers', () => {
    const html = renderHomePage(aHomeView());
    expect(html).toContain('href="https://briefwire.example/feeds/atom"');
    expect(html).toContain('href="https://briefwire.example/feeds/json"');
  });

  it('asks for the time zone in a field that the script may fill in and offer zones for', () => {
    const html = renderHomePage(aHomeView());
    expect(html).toMatch(/<input[^>]*name="timeZone"[^>]*value="Europe\/Berlin"[^>]*list="zones"/);
    expect(html).toContain('<datalist id="zones">');
    expect(html).toContain('data-guess="Europe/Berlin"');
    expect(renderHomePage(aHomeView({ guessesTimeZone: false }))).toContain('data-guess=""');
  });

  it('says how to follow by email, if the stage takes emails', () => {
    const html = renderHomePage(aHomeView({ inboundAddress: 'alerts@in.example.org' }));
    expect(html).toContain('mailto:alerts@in.example.org?subject=subscribe%20Gaza%20aid');
    expect(renderHomePage(aHomeView({ inboundAddress: '' }))).not.toContain('mailto:');
  });

  it.each(WORDING_LANGUAGES)(
    'weighs less than 30 KB in %s with its style and script',
    (language) => {
      const html = renderHomePage(aHomeView({ language, briefings: Array(8).fill(aListItem()) }));
      expect(Buffer.byteLength(html) + Buffer.byteLength(SCRIPT)).toBeLessThan(30_000);
    },
  );

  it.each(WORDING_LANGUAGES)('is in %s', (language) => {
    const html = renderHomePage({ ...withPreview({}), language });
    expect(html).toContain(`<html lang="${language}"`);
    expect(readableText(html)).toContain(HOME_WORDING[language].title);
    expect(html).not.toMatch(/[\u2066-\u2069]/);
  });
});
