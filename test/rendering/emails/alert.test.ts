import fc from 'fast-check';
import { renderAlert } from '../../../lambdas/rendering/emails/render-alert';
import type { AlertView } from '../../../lambdas/rendering/emails/views';
import { aBriefingView, anAlertView, aSnippet, aTopicLink } from '../../support/email-views';
import { hostileText, hostileUrl } from '../../support/hostile-text';
import { linksIn, linksInText, readableText, tagsIn } from '../../support/html-reading';

const topicsNamed = (...expressions: string[]) =>
  expressions.map((expression) => ({
    ...aTopicLink(expression),
    snippet: aSnippet(`what *${expression}* is about`),
  }));

describe('an alert', () => {
  it('names every topic that the briefing matches, with its snippet, in both parts', () => {
    const { html, text } = renderAlert(
      anAlertView({ topics: topicsNamed('Hezbollah', 'Lebanon', 'Iran OR Tehran') }),
    );
    for (const part of [readableText(html), text.replace(/\s+/g, ' ')]) {
      expect(part).toContain('Matches 3 of your topics');
      expect(part).toContain('Hezbollah what Hezbollah is about');
      expect(part).toContain('Lebanon what Lebanon is about');
      expect(part).toContain('Iran OR Tehran what Iran OR Tehran is about');
    }
  });

  it('marks the matched words in the HTML only', () => {
    const { html, text } = renderAlert(anAlertView({ topics: topicsNamed('Hezbollah') }));
    expect(html).toMatch(/what <mark\b[^>]*>Hezbollah<\/mark> is about/);
    expect(text).toContain('what Hezbollah is about');
    expect(text).not.toMatch(/[<*]Hezbollah/);
  });

  it('says why it was sent, how to change or stop it, and who sent it', () => {
    const { html, text } = renderAlert(anAlertView());
    for (const part of [readableText(html), text]) {
      expect(part).toContain('You get this because you follow Hezbollah on Briefwire.');
      expect(part).toContain('Manage your subscription');
      expect(part).toContain('Unsubscribe from all emails');
      expect(part).toContain('1 Example Street, 10115 Berlin, Germany');
    }
  });

  it('shows when the briefing was published in the time zone of the subscriber', () => {
    const inBaghdad = renderAlert(anAlertView({ timeZone: 'Asia/Baghdad' }));
    expect(inBaghdad.text).toContain('7 November 2023, 09:12');
    const nowhere = renderAlert(anAlertView({ timeZone: 'Mars/Base' }));
    expect(nowhere.text).toContain('7 November 2023, 06:12');
  });

  it('has the summary as its preheader, or the snippet if there is no summary', () => {
    const hidden = (view: AlertView) =>
      /<div style="display:none[^>]*>([^<]*)</.exec(renderAlert(view).html)?.[1];
    expect(hidden(anAlertView())).toMatch(/^Heavy exchanges of fire/);
    const briefing = aBriefingView({ summary: '' });
    expect(hidden(anAlertView({ briefing, topics: topicsNamed('Iran') }))).toMatch(
      /^what Iran is about/,
    );
  });

  it('shows the briefing in the direction of its text and names its language', () => {
    const briefing = aBriefingView({ title: 'حزب الله', summary: 'تجدد القصف', language: 'ar' });
    const { html } = renderAlert(anAlertView({ briefing }));
    expect(html).toMatch(/<html[^>]* lang="en"[^>]* dir="ltr"/);
    expect(html).toMatch(/<h1[^>]* dir="auto" lang="ar"/);
    expect(html).toMatch(/<p[^>]* dir="auto" lang="ar"[^>]*>تجدد القصف/);
  });

  it('has dark colours and loads no images, fonts, scripts or stylesheets', () => {
    const { html } = renderAlert(anAlertView());
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toMatch(/@media \(prefers-color-scheme: dark\)/);
    expect(tagsIn(html)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(img|link|script|iframe|object|video)$/)]),
    );
    expect(html).not.toMatch(/@import|@font-face|url\(|fonts\./);
  });

  it('tells screen readers that its tables are for layout only', () => {
    const { html } = renderAlert(anAlertView());
    const visible = html.replace(/<!--[\s\S]*?-->/g, '');
    const tables = visible.match(/<table\b[^>]*>/g) ?? [];
    expect(tables.length).toBeGreaterThan(0);
    expect(tables.filter((table) => !table.includes('role="presentation"'))).toEqual([]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x'])('does not link the title to %s', (url) => {
    const { html, text } = renderAlert(anAlertView({ briefing: aBriefingView({ url }) }));
    expect(html).toMatch(/<h1[^>]*>Exchanges of fire/);
    expect(html + text).not.toContain('Read the briefing');
    expect(html + text).not.toContain(url);
  });

  it('stays under 100 KB with very many topics and counts those that do not fit', () => {
    const expressions = Array.from({ length: 900 }, (_, index) => `topic number ${index}`);
    const { html, text } = renderAlert(anAlertView({ topics: topicsNamed(...expressions) }));
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    const more = /See (\d+) more topics/.exec(readableText(html))?.[1];
    const shown = expressions.filter((expression) => text.includes(`* ${expression}\n`));
    expect(shown.length + Number(more)).toBe(900);
    expect(text).toContain(`See ${more} more topics: https://briefwire.example/manage`);
  });

  it('escapes all text, and links to the same safe URLs in both parts', () => {
    // A word with a dash before it is in a span.
    const tags = new Set([...tagsIn(renderAlert(anAlertView()).html), 'span']);
    fc.assert(
      fc.property(hostileText(), hostileText(), hostileUrl(), (title, other, url) => {
        const { html, text } = renderAlert(
          anAlertView({
            siteName: 'Briefwire',
            briefing: aBriefingView({ title, summary: other, source: title, url, language: other }),
            topics: [
              { ...aTopicLink('x'), expression: other, snippet: [{ text: title, matched: true }] },
            ],
          }),
        );
        expect(tagsIn(html).filter((tag) => !tags.has(tag))).toEqual([]);
        expect(html).not.toMatch(/<[^>]*\son\w+=/);
        const links = linksIn(html);
        expect(links.filter((link) => !/^https?:\/\/[^\s"<>]+$/.test(link))).toEqual([]);
        expect(linksInText(text)).toEqual(expect.arrayContaining([...new Set(links)]));
      }),
    );
  });
});
