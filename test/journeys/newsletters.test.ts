import { type Journey, linkIn, startJourney } from '../support/journey';
import { tokenOf } from '../support/links';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

const NEWSLETTERS = [
  {
    name: 'diplomacy',
    title: 'Diplomacy weekly',
    description: 'Talks and votes.',
    cadence: 'every Friday',
  },
  { name: 'aid', title: 'Aid watch', description: 'What arrives.', cadence: 'twice a month' },
];

describe('newsletters on the home page', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ newsletters: JSON.stringify(NEWSLETTERS) });
  });
  afterAll(() => journey.stop());

  const form = { frequency: 'daily', timeZone: 'UTC', hour: '8' };
  const subscribe = async (fields: Record<string, string>) => {
    const page = await journey.post('/subscribe', { ...form, ...fields });
    await journey.stack.idle();
    return page;
  };

  it('are offered with title, description and cadence, a box to tick each', async () => {
    const { html } = await journey.get('/');
    for (const { title, description, cadence, name } of NEWSLETTERS) {
      expect(html).toContain(`name="newsletter-${name}"`);
      for (const text of [title, description, cadence]) expect(html).toContain(text);
    }
    expect(html).not.toContain('checked="" value="yes"');
  });

  it('are confirmed together with a typed topic, by one email and one button', async () => {
    const email = 'ann@example.org';
    const sent = await subscribe({
      email,
      expression: 'heron',
      'newsletter-diplomacy': 'yes',
      'newsletter-aid': 'yes',
    });
    expect(sent.status).toBe(202);
    expect(sent.html).toMatch(/Diplomacy weekly.*Aid watch.*heron/s);
    const [confirmation, ...others] = journey.emailsTo(email);
    expect(others).toEqual([]);
    for (const part of [confirmation?.text, confirmation?.html]) {
      expect(part).toMatch(/Diplomacy weekly[\s\S]*Aid watch[\s\S]*heron/);
      expect(part).not.toContain('tag:diplomacy');
    }

    const link = linkIn(confirmation, 'confirm');
    const page = await journey.get(link);
    expect(page.html.match(/<button/g)).toHaveLength(1);
    expect(page.html).toMatch(/Diplomacy weekly.*Aid watch.*heron/s);
    const confirmed = await journey.post('/confirm', { token: tokenOf(link) });
    expect(confirmed.html).toMatch(/Diplomacy weekly.*Aid watch.*heron/s);

    const { body } = await journey.api('/api/subscribers/lookup', { email });
    const subscriptions = body.subscriptions as {
      expression: string;
      frequency: string;
      consent: { text: string };
    }[];
    expect(subscriptions.map(({ expression }) => expression).sort()).toEqual([
      'heron',
      'tag:aid',
      'tag:diplomacy',
    ]);
    for (const { frequency, consent } of subscriptions) {
      expect(frequency).toBe('daily');
      expect(consent.text).toContain('Diplomacy weekly; Aid watch; heron');
    }
    const manage = /href="([^"]*\/manage\?token=[^"]+)"/.exec(confirmed.html)?.[1] ?? '';
    const managing = await journey.get(new URL(manage).pathname + new URL(manage).search);
    expect(managing.html).toContain('Diplomacy weekly');
  });

  it('can be followed without a topic', async () => {
    const email = 'bob@example.org';
    await subscribe({ email, expression: '', 'newsletter-aid': 'yes' });
    const [confirmation] = journey.emailsTo(email);
    expect(confirmation?.subject).toBe('Confirm your topic: Aid watch');
  });

  it('stay ticked when the form is shown again', async () => {
    const again = await subscribe({ email: 'no', expression: 'owl', 'newsletter-aid': 'yes' });
    expect(again.status).toBe(400);
    expect(again.html).toMatch(/<input[^>]*name="newsletter-aid"[^>]*checked/);
    expect(again.html).not.toMatch(/<input[^>]*name="newsletter-diplomacy"[^>]*checked/);
    const previewed = await journey.post('/preview', {
      expression: 'owl',
      'newsletter-diplomacy': 'yes',
    });
    expect(previewed.html).toMatch(/<input[^>]*name="newsletter-diplomacy"[^>]*checked/);
  });

  it('cannot be invented, and a form with neither topic nor newsletter is refused', async () => {
    const email = 'cat@example.org';
    const { status } = await subscribe({ email, expression: '', 'newsletter-spam': 'yes' });
    expect(status).toBe(400);
    expect(journey.emailsTo(email)).toEqual([]);
  });

  it('keep to the limits of sign-ups: one request is one email', async () => {
    const email = 'dan@example.org';
    for (let request = 1; request <= 5; request += 1) {
      await subscribe({
        email,
        expression: `owl ${request}`,
        'newsletter-aid': 'yes',
        'newsletter-diplomacy': 'yes',
      });
    }
    const topics = await subscribe({ email: 'eve@example.org', expression: 'owl' });
    expect(topics.status).toBe(202);
    const alone = journey.emailsTo('dan@example.org').length;
    expect(alone).toBeGreaterThan(0);
    expect(alone).toBeLessThanOrEqual(5);
  });
});
