import { aBriefing } from '../support/briefings';
import { readableText } from '../support/html-reading';
import { type Journey, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const ISSUE = {
  id: 'weekly-1',
  title: 'The week in talks',
  newsletter: 'weekly',
  body: [
    '## Muscat',
    'They **met** [twice](https://oman.example)[^1] by the puffin colony.',
    '![A round table](https://i.example/table.png)',
    ':::briefings tag:talks since:2d:::',
    '[Read the report](https://report.example){.button}',
    '[^1]: On Monday and on Friday.',
  ].join('\n\n'),
};

const WEEKLY = {
  name: 'weekly',
  title: 'The Weekly',
  description: 'The week.',
  cadence: 'Fridays',
};

describe('a newsletter issue', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ newsletters: JSON.stringify([WEEKLY]) });
  });
  afterAll(() => journey.stop());

  it('goes whole to those who follow the newsletter, with the briefings of the moment, and is on its page', async () => {
    await journey.publish(aBriefing({ title: 'Talks resume', tags: ['talks'] }));
    await journey.subscribe({ email: 'ann@example.org', expressions: ['tag:weekly'] });
    await journey.subscribe({ email: 'bea@example.org', expressions: ['puffin colony'] });

    await journey.publish(ISSUE);

    const [email, ...others] = journey.emailsTo('ann@example.org');
    expect(others).toEqual([]);
    expect(email?.subject).toBe('The week in talks');
    expect(readableText(email?.html ?? '')).toMatch(
      /Muscat They met twice.* Talks resume .*Read the report .*On Monday and on Friday.*You get this because you follow/,
    );
    expect(email?.text).toContain('[1] https://oman.example/');
    expect(email?.text).toContain('* Talks resume');
    const { html } = await journey.get('/briefings/weekly-1');
    expect(html).toMatch(/<h2>Muscat<\/h2><p>They <strong>met<\/strong>/);
    expect(html).toContain('On Monday and on Friday.');
    expect(html).toContain('Talks resume');
  });

  it('is an ordinary alert to those who follow other topics that it matches', () => {
    const [email] = journey.emailsTo('bea@example.org');
    expect(email?.subject).toMatch(/^puffin colony: the week in talks/i);
    expect(email?.html).not.toContain('report.example');
  });

  it('is refused with all that its editor must change', async () => {
    const body = '![](http://i.example/a.png)';
    expect(await journey.api('/api/briefings', { ...ISSUE, body })).toMatchObject({
      status: 400,
      body: { error: expect.stringMatching(/has no text .*must have an address/) },
    });
  });
});
