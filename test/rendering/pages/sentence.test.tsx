import { isolate } from '../../../lambdas/rendering/isolate';
import { Sentence } from '../../../lambdas/rendering/pages/sentence';

describe('a sentence with text of people', () => {
  const html = (text: string) => String(<Sentence text={text} />);

  it('isolates the direction of each text, and escapes it', () => {
    const sentence = `You no longer follow ${isolate('a <b>')} and ${isolate('حزب الله')}.`;
    expect(html(sentence)).toBe(
      'You no longer follow <bdi>a &lt;b&gt;</bdi> and <bdi>حزب الله</bdi>.',
    );
  });

  it('is plain without any', () => {
    expect(html('Saved.')).toBe('Saved.');
  });

  it('cannot be ended by the text itself', () => {
    expect(html(isolate('a\u2069b\u2068c'))).toBe('<bdi>abc</bdi>');
  });
});
