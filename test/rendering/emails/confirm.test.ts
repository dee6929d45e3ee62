import fc from 'fast-check';
import { renderConfirm } from '../../../lambdas/rendering/emails/render-confirm';
import { aConfirmView } from '../../support/email-views';
import { hostileText } from '../../support/hostile-text';
import { linksIn, linksInText, readableText, tagsIn } from '../../support/html-reading';

describe('a confirmation email', () => {
  it('asks before anything is sent, and says what to do if it was someone else', () => {
    const { html, text } = renderConfirm(aConfirmView());
    for (const part of [readableText(html), text]) {
      expect(part).toContain('Follow Gaza aid?');
      expect(part).toContain('Until then, we will not send any.');
      expect(part).toContain('If this was not you, ignore this email: you will not be subscribed.');
    }
  });

  it('names the topics, the frequency and when the link expires', () => {
    const { html, text } = renderConfirm(
      aConfirmView({ expressions: ['Gaza aid', '*'], frequency: 'weekly' }),
    );
    for (const part of [readableText(html), text.replace(/\s+/g, ' ')]) {
      expect(part).toContain('Follow 2 topics?');
      expect(part).toContain('someone who entered ada@reader.example on Briefwire, asked to');
      expect(part).toContain('we will send you briefings in a weekly digest.');
      expect(part).toContain('every briefing');
      expect(part).toContain('until 9 November 2023, 07:12 (Europe/Berlin)');
    }
  });

  it('links only to the pages that confirm or never ask again and the site, in both parts', () => {
    const { html, text } = renderConfirm(aConfirmView());
    const expected = [
      'https://briefwire.example/',
      'https://briefwire.example/confirm?token=confirm-token',
      'https://briefwire.example/never-ask?token=never-ask-token',
    ];
    expect([...new Set(linksIn(html))].sort()).toEqual(expected);
    expect([...new Set(linksInText(text))].sort()).toEqual(expected);
  });

  it('keeps the dash of an excluded word on the line of the word', () => {
    const kept = (expression: string) => {
      const { html } = renderConfirm(aConfirmView({ expressions: [expression] }));
      return [...html.matchAll(/<span style="white-space:nowrap">([^<]*)</g)].map(
        ([, text]) => text,
      );
    };
    // In the heading and in the list.
    expect(kept('Gaza -sport')).toEqual(['-sport', '-sport']);
    expect(kept('Gaza -"a b"')).toEqual(['-&quot;a', '-&quot;a']);
    expect(kept('Al-Sudani well-known')).toEqual([]);
  });

  it('escapes all text', () => {
    // A word with a dash before it is in a span.
    const tags = new Set([...tagsIn(renderConfirm(aConfirmView()).html), 'span']);
    fc.assert(
      fc.property(hostileText(), hostileText(), (expression, recipientAddress) => {
        const { html } = renderConfirm(
          aConfirmView({ expressions: [expression], recipientAddress }),
        );
        expect(tagsIn(html).filter((tag) => !tags.has(tag))).toEqual([]);
      }),
    );
  });
});
