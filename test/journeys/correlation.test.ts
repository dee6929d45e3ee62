import { aBriefing } from '../support/briefings';
import { type Journey, startJourney } from '../support/journey';
import { waitUntil } from '../support/wait-until';

describe('the log', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  /** The log lines with the text, each as `service: message`. */
  const linesWith = (text: string): string[] =>
    journey.logged
      .filter((line) => line.includes(text))
      .flatMap((line) => {
        const service = /"service": ?"([^"]+)"/.exec(line)?.[1];
        const message = /"message": ?"([^"]+)"/.exec(line)?.[1];
        return service && message ? [`${service}: ${message}`] : [];
      });

  it('follows a briefing from publishing to its email by its id, and the email to SES by its own', async () => {
    await journey.subscribe({ email: 'ann@example.org', expressions: ['heron'] });
    await journey.publish(
      aBriefing({ id: 'herons-arrive', title: 'A heron' }),
      aBriefing({ id: 'not-this-one', title: 'An egret' }),
    );
    expect(linesWith('"herons-arrive"')).toEqual([
      'publish: published',
      'match: matched',
      'fan-out: fanned out',
      'deliver: delivery',
    ]);
    const [delivery = ''] = journey.logged.filter((line) => line.includes('"alert"'));
    const deliveryId = /"deliveryId": ?"([^"]+)"/.exec(delivery)?.[1] ?? '';
    expect(linesWith(deliveryId)).toEqual(['deliver: delivery', 'feedback: feedback received']);
  });

  it('names the briefing of an alert that is tried again', async () => {
    await journey.subscribe({ email: 'busy@example.org', expressions: ['ibis'] });
    const faults = ['throttle' as const];
    journey.sesFault = () => faults.pop();
    await journey.publish(aBriefing({ id: 'ibis-arrives', title: 'An ibis' }));
    // The message of the second attempt is delayed, and `idle` does not wait for such messages.
    await waitUntil(() => journey.emailsTo('busy@example.org').length > 0);
    await journey.stack.idle();
    expect(linesWith('"ibis-arrives"').slice(3)).toEqual([
      'deliver: delivery',
      'deliver: delivery',
    ]);
  });
});
