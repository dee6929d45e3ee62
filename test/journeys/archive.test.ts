import { aBriefing } from '../support/briefings';
import { advanceClock } from '../support/clock';
import { type Journey, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('the archive', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
    await journey.publish(
      aBriefing({ id: 'heron', title: 'A heron in the harbour', tags: ['Birds'] }),
      aBriefing({ id: 'stork', title: 'Storks return', body: 'They nest on roofs again.' }),
    );
  }, 120_000);
  afterAll(() => journey.stop());

  it('lists what was published, and finds it by an expression', async () => {
    const all = await journey.get('/archive');
    expect(all.html).toContain('A heron in the harbour');
    expect(all.html).toContain('Storks return');
    const found = await journey.get('/archive?q=stork%20roof');
    expect(found.html).toContain('<mark>roofs</mark>');
    expect(found.html).not.toContain('/briefings/heron');
    expect((await journey.get('/archive?q=tag%3ABirds')).html).toContain('A heron in the harbour');
    expect((await journey.get('/archive?q=-stork')).status).toBe(400);
  });

  it('finds a briefing by its new words a minute after it was published again', async () => {
    expect((await journey.get('/archive?q=egret')).html).not.toContain('/briefings/heron');
    await journey.publish(aBriefing({ id: 'heron', title: 'An egret after all' }));
    advanceClock({ minutes: 1 });
    expect((await journey.get('/archive?q=egret')).html).toContain('/briefings/heron');
    expect((await journey.get('/archive?q=harbour')).html).not.toContain('/briefings/heron');
  });

  it('gives feeds, a sitemap and robots.txt', async () => {
    expect((await journey.get('/feeds/atom?q=stork')).html).toContain('/briefings/stork</id>');
    const json = JSON.parse((await journey.get('/feeds/json?q=stork')).html);
    expect(json.items).toHaveLength(1);
    expect((await journey.get('/sitemap.xml')).html).toContain('/briefings/stork</loc>');
    expect((await journey.get('/robots.txt')).html).toContain('Disallow: /manage');
  });
});
