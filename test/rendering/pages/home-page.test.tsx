import { DIGEST_FREQUENCIES } from '../../../lambdas/domain/frequency';
import { FREQUENCIES_IN_SENTENCE } from '../../../lambdas/rendering/frequency-wording';
import { renderHomePage } from '../../../lambdas/rendering/pages/home-page';
import { linksIn, readableText } from '../../support/html-reading';
import { aHomeView, aListItem, aWholeBriefing } from '../../support/page-views';

const REFUSED = aHomeView({
  form: {
    email: 'ada@',
    expression: 'the "of',
    frequency: 'weekly',
    timeZone: 'Asia/Baghdad',
    hour: '21',
  },
  errors: { email: 'Write the whole address.', expression: 'Add a word that says more.' },
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

  it('names every frequency in its introduction', () => {
    expect(readableText(renderHomePage(aHomeView()))).toContain(
      `When a briefing matches it, we email you ${FREQUENCIES_IN_SENTENCE}.`,
    );
    for (const frequency of DIGEST_FREQUENCIES)
      expect(FREQUENCIES_IN_SENTENCE).toContain(frequency);
  });

  it('offers topics as links that fill in the form', () => {
    expect(linksIn(renderHomePage(aHomeView()))).toContain('/?topic=Gaza+aid#follow');
  });

  it('offers * in words', () => {
    const html = renderHomePage(aHomeView({ suggestions: ['*'] }));
    expect(html).toContain('<a href="/?topic=*#follow"><bdi>Every briefing</bdi></a>');
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
    expect(html).toMatch(/<option value="Asia\/Baghdad" selected/);
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
        form: { email: evil, expression: evil, frequency: evil, timeZone: evil, hour: evil },
        errors: { email: evil },
        suggestions: [evil],
        briefings: [
          aListItem({
            briefing: aWholeBriefing({ title: evil, summary: evil, source: evil, language: evil }),
          }),
        ],
      }),
    );
    expect(html).not.toContain('<script');
  });
});
