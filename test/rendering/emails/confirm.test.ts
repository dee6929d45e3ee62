import fc from 'fast-check';
import { renderConfirm } from '../../../lambdas/rendering/emails/render-confirm';
import { hostileText } from '../../support/hostile-text';
import { linksIn, linksInText, readableText, tagsIn } from '../../support/html-reading';
import { aConfirmView } from '../../support/mail-views';

describe('a confirmation mail', () => {
  it('asks before anything is sent, and says what happens if it was someone else', () => {
    const { html, text } = renderConfirm(aConfirmView());
    for (const part of [readableText(html), text]) {
      expect(part).toContain('Follow Gaza aid?');
      expect(part).toContain('Nothing is sent until you say yes.');
      expect(part).toContain("If it wasn't you, ignore this mail. Nothing was stored");
    }
  });

  it('says which topics, how often, and until when the link works', () => {
    const { html, text } = renderConfirm(
      aConfirmView({ expressions: ['Gaza aid', '*'], frequency: 'weekly' }),
    );
    for (const part of [readableText(html), text.replace(/\s+/g, ' ')]) {
      expect(part).toContain('Follow 2 topics?');
      expect(part).toContain('to ada@reader.example in a weekly digest, on:');
      expect(part).toContain('every briefing');
      expect(part).toContain('until 9 November 2023, 07:12 (Europe/Berlin)');
    }
  });

  it('links to the confirm page and the site only, in both parts', () => {
    const { html, text } = renderConfirm(aConfirmView());
    const expected = [
      'https://briefwire.example/',
      'https://briefwire.example/confirm?token=confirm-token',
    ];
    expect([...new Set(linksIn(html))].sort()).toEqual(expected);
    expect([...new Set(linksInText(text))].sort()).toEqual(expected);
  });

  it('leaves no text of others as markup', () => {
    const tags = new Set(tagsIn(renderConfirm(aConfirmView()).html));
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
