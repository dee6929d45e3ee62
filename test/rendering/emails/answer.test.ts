import { WORDING_LANGUAGES } from '../../../lambdas/domain/languages/wording-language';
import { renderAnswer } from '../../../lambdas/rendering/emails/render-answer';
import { anAnswerView } from '../../support/email-views';

const followed = (expression: string) => ({
  result: {
    result: 'followed' as const,
    topic: { topicId: 'topic', expression, frequency: 'daily' as const },
  },
});

describe('the answer to an email', () => {
  it('says in its subject what was done, in one sentence', () => {
    const { subject, text } = renderAnswer(anAnswerView({ results: [followed('Gaza aid')] }));
    expect(subject).toBe('You follow Gaza aid');
    expect(text).toContain('We will send briefings in a daily digest.');
  });

  it.each(WORDING_LANGUAGES)(
    'says only in its heading that it found no command, in %s',
    (language) => {
      const result = { result: 'no-command' as const };
      const { subject, text } = renderAnswer(anAnswerView({ language, results: [{ result }] }));
      expect(text.split(subject)).toHaveLength(2);
      expect(text).toContain('* ');
    },
  );

  it('does not end its subject at a full stop of a topic', () => {
    const { subject } = renderAnswer(
      anAnswerView({ results: [followed('"St. Moritz" OR U.S. aid')] }),
    );
    expect(subject).toBe('You follow "St. Moritz" OR U.S. aid');
  });

  it('offers to undo, to confirm and to manage only where there is a link', () => {
    const bare = renderAnswer(anAnswerView({ results: [followed('Gaza aid')] }));
    expect(bare.html).not.toContain('/commands?');
    const undoUrl = 'https://news.example.org/commands?token=undo';
    const confirm = {
      url: 'https://news.example.org/commands?token=confirm',
      expiresAt: new Date('2026-11-27T12:00:00Z'),
    };
    const { html, text } = renderAnswer(
      anAnswerView({
        results: [{ ...followed('Gaza aid'), undoUrl }],
        pending: [{ kind: 'unfollow' }],
        confirm,
      }),
    );
    for (const url of [undoUrl, confirm.url]) expect(text).toContain(url);
    expect(html).toContain('token&#x3D;undo');
    expect(html).toContain('token&#x3D;confirm');
    expect(text).toContain('Unsubscribe from everything.');
  });

  it('lists the commands with the punctuation of the language', () => {
    const result = { result: 'helped' as const };
    const { text } = renderAnswer(anAnswerView({ language: 'fr', results: [{ result }] }));
    expect(text).toContain('* suivre aide Gaza\u00a0: suivre un sujet');
    expect(text).toContain('* pause jusqu’au 1er décembre\u00a0: suspendre tous les e-mails');
  });

  it.each(WORDING_LANGUAGES)('has a subject of one sentence for a pause in %s', (language) => {
    const result = { result: 'paused' as const, until: '2026-12-01T08:00:00.000Z' };
    const { subject } = renderAnswer(
      anAnswerView({ language, timeZone: 'Europe/London', results: [{ result }] }),
    );
    expect(subject).toContain('2026');
    expect(subject).toContain('(Europe/London)');
    expect(subject).toMatch(/\)$|\d$/);
    if (language === 'fr') expect(subject).toContain('1er décembre');
  });
});
