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
  it('posts email, expression, frequency, hour and time zone to /subscribe', () => {
    const html = renderHomePage(aHomeView());
    const form = /<form method="post" action="\/subscribe".*<\/form>/s.exec(html)?.[0] ?? '';
    const names = [...form.matchAll(/\bname="(\w+)"/g)].map((match) => match[1]);
    expect([...new Set(names)]).toEqual(['expression', 'email', 'frequency', 'hour', 'timeZone']);
  });

  it('offers topics as links that fill the form', () => {
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
      'None has been published yet.',
    );
  });

  it('keeps what was typed when it was refused', () => {
    const html = renderHomePage(REFUSED);
    expect(html).toContain('value="ada@"');
    expect(html).toContain('value="the &quot;of"');
    expect(html).toMatch(/value="weekly" checked/);
    expect(html).toMatch(/<option value="21" selected/);
    expect(html).toMatch(/<option value="Asia\/Baghdad" selected/);
  });

  it('sums up what was refused in links to the fields, which point back to their error', () => {
    const html = renderHomePage(REFUSED);
    expect(html).toMatch(/<title>Something needs changing/);
    expect(html).toMatch(/role="alert"[^>]*>.*<a href="#email">Write the whole address\.<\/a>/s);
    expect(html).toMatch(
      /<input[^>]*id="email"[^>]*aria-invalid="true"[^>]*aria-describedby="email-hint email-error"/,
    );
    expect(html).toContain('id="email-error"');
  });

  it('has no summary of errors when nothing was refused', () => {
    expect(renderHomePage(aHomeView())).not.toContain('role="alert"');
    expect(renderHomePage(aHomeView())).not.toContain('aria-invalid');
  });

  it('takes nothing of a briefing, a topic or a form as markup', () => {
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
