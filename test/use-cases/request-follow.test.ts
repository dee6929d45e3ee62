import type { ExpressionPreview } from '../../lambdas/domain/archive/expression-preview';
import type { FollowForm } from '../../lambdas/use-cases/check-follow-form';
import type { FormSender } from '../../lambdas/use-cases/request-confirmation';
import { requestFollow } from '../../lambdas/use-cases/request-follow';
import { aPreview } from '../support/previews';

const sender: FormSender = {
  network: '203.0.113.0/24',
  wordingLanguage: 'en',
  origin: 'site',
  guard: { stamp: '', honeypot: '' },
};

describe('asking to follow a topic', () => {
  const ask = async (
    breadth: ExpressionPreview['breadth'],
    form: Partial<FollowForm> = {},
    acceptedBroad = '',
  ) => {
    let asked = 0;
    let previewed = 0;
    const { outcome } = await requestFollow({
      previewExpression: async () => {
        previewed += 1;
        return { outcome: 'previewed', preview: aPreview({ breadth }) };
      },
      requestConfirmation: async () => {
        asked += 1;
        return { outcome: 'limited', retryAfterSeconds: 1 };
      },
      newsletters: [
        { name: 'weekly', title: 'The Weekly', description: 'The week.', cadence: 'Fridays' },
      ],
      rules: { defaults: { timeZone: 'UTC', hour: 8, language: 'en' }, refusedDomains: [] },
    })(
      {
        email: 'ann@example.org',
        expressions: ['news'],
        frequency: 'daily',
        timeZone: '',
        hour: '',
        ...form,
      },
      sender,
      acceptedBroad,
    );
    return { outcome, asked, previewed };
  };

  it.each(['fine', 'too-narrow'] as const)('goes on if the topic is %s', async (breadth) => {
    expect(await ask(breadth)).toMatchObject({ outcome: 'limited', asked: 1 });
  });

  it('refuses a topic that is too broad until it is accepted', async () => {
    expect(await ask('too-broad')).toMatchObject({ outcome: 'too-broad', asked: 0 });
    expect(await ask('too-broad', {}, 'news ')).toMatchObject({ outcome: 'limited', asked: 1 });
  });

  it('needs no acceptance of a newsletter, which the stage offers itself', async () => {
    expect(await ask('too-broad', { expressions: ['tag:weekly'] })).toMatchObject({ asked: 1 });
    expect(await ask('too-broad', { expressions: ['tag:weekly', 'news'] })).toMatchObject({
      outcome: 'too-broad',
    });
  });

  it('does not count a yes for what was typed before', async () => {
    expect(await ask('too-broad', {}, 'sport')).toMatchObject({ outcome: 'too-broad', asked: 0 });
  });

  it('leaves a form that must be changed anyway to the checks of the form', async () => {
    const refused = await ask('too-broad', { email: 'ann' });
    expect(refused).toEqual({ outcome: 'limited', asked: 1, previewed: 0 });
  });
});
