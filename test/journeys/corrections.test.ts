import { aBriefing } from '../support/briefings';
import { type Journey, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('a correction', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
    await journey.subscribe({ email: 'ann@example.org', expressions: ['heron'] });
    await journey.subscribe({
      email: 'digest@example.org',
      expressions: ['heron'],
      frequency: 'daily',
    });
    await journey.publish(aBriefing({ id: 'herons', title: 'Ten herons', summary: 'A heron.' }));
    await journey.subscribe({ email: 'late@example.org', expressions: ['heron'] });
  });
  afterAll(() => journey.stop());

  const publish = async (fields: Record<string, unknown>) => {
    const { body } = await journey.api('/api/briefings', fields);
    await journey.stack.idle();
    return body as { briefings: { outcome: string }[]; error?: string };
  };
  const correction = {
    id: 'herons',
    title: 'Twelve herons',
    summary: 'A heron.',
    notify: 'correction',
  };

  it('goes once to those who got the first email, marked in subject and text', async () => {
    expect((await publish(correction)).briefings).toMatchObject([{ outcome: 'corrected' }]);
    expect((await publish(correction)).briefings).toMatchObject([{ outcome: 'unchanged' }]);
    const [first, second, ...others] = journey.emailsTo('ann@example.org');
    expect(others).toEqual([]);
    expect(first?.subject).toBe('heron: ten herons');
    expect(second?.subject).toBe('Correction: heron: Twelve herons');
    for (const part of [second?.text, second?.html]) {
      expect(part).toContain('This corrects an email that we sent you.');
      expect(part).toContain('Twelve herons');
    }
    expect(first?.text).not.toContain('corrects');
    expect(journey.emailsTo('late@example.org')).toEqual([]);
    expect(journey.emailsTo('digest@example.org')).toEqual([]);
  });

  it('of a correction goes to the same people', async () => {
    await publish({ ...correction, title: 'Thirteen herons' });
    expect(journey.emailsTo('ann@example.org').map(({ subject }) => subject)).toEqual([
      'heron: ten herons',
      'Correction: heron: Twelve herons',
      'Correction: heron: Thirteen herons',
    ]);
    expect(journey.emailsTo('late@example.org')).toEqual([]);
  });

  it('is no longer one when all followers are alerted again', async () => {
    await publish({ ...correction, title: 'Many herons', notify: true });
    expect(journey.emailsTo('ann@example.org').at(-1)?.subject).toBe('heron: many herons');
    expect(journey.emailsTo('late@example.org').map(({ subject }) => subject)).toEqual([
      'heron: many herons',
    ]);
    await publish({ ...correction, title: 'Most herons' });
    expect(journey.emailsTo('late@example.org').at(-1)?.subject).toBe(
      'Correction: heron: most herons',
    );
  });

  it('of what was never published is refused with a sentence', async () => {
    const { error } = await publish({ ...correction, id: 'owls', title: 'Owls' });
    expect(error).toBe('"Owls" was refused: there is no briefing with this id or url to correct.');
  });
});
