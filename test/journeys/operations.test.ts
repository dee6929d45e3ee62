import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from '../../lib/local/aws-clients';
import { aBriefing } from '../support/briefings';
import { advanceClock } from '../support/clock';
import { type CommandResult, runCommand } from '../support/command-line';
import { makeFolder, type TestFolder } from '../support/folder';
import { type Journey, startJourney } from '../support/journey';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

/** What an operator sees of the emails, and how they steer them. */
describe('an operator', () => {
  let journey: Journey;
  let folder: TestFolder;
  let port: number;
  beforeAll(async () => {
    [journey, folder] = await Promise.all([startJourney(), makeFolder()]);
    port = Number(new URL(journey.stack.siteUrl).port);
  });
  afterEach(() => {
    journey.sesFault = () => undefined;
  });
  afterAll(async () => {
    await journey.stop();
    await folder.remove();
  });

  const run = (...words: string[]): Promise<CommandResult> => runCommand(port, words);
  /** The results of a command that succeeds, as objects. */
  const results = async (...words: string[]): Promise<Record<string, unknown>[]> => {
    const { code, stdout, stderr } = await run('--json', ...words);
    if (code !== 0) throw new Error(stderr);
    const lines = stdout.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line));
  };

  it('sees each alert of a briefing with its state, when and why', async () => {
    await journey.subscribe({ email: 'ann@example.org', expressions: ['heron'] });
    await journey.subscribe({ email: 'refused@example.org', expressions: ['heron'] });
    journey.sesFault = (to) => (to.startsWith('refused') ? 'reject' : undefined);
    await journey.publish(aBriefing({ id: 'herons', title: 'A heron' }));

    const deliveries = await results('deliveries', '--briefing', 'herons');
    expect(deliveries).toHaveLength(2);
    expect(deliveries).toContainEqual(
      expect.objectContaining({
        deliveryId: expect.stringMatching(/^alert-/),
        kind: 'alert',
        email: 'ann@example.org',
        state: 'sent',
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        why: expect.stringMatching(/^SES accepted it as \S+/),
      }),
    );
    expect(deliveries).toContainEqual(
      expect.objectContaining({
        email: 'refused@example.org',
        state: 'dropped',
        why: 'refused: InvalidParameterValue',
      }),
    );
    const unknown = await run('deliveries', '--briefing', 'no-such');
    expect(unknown).toMatchObject({ code: 1, stderr: 'There is no briefing with this id.\n' });
  });

  it('must say whose deliveries to show', async () => {
    const sentence = { code: 2, stderr: 'Give either --briefing ID or --subscriber EMAIL.\n' };
    expect(await run('deliveries')).toMatchObject(sentence);
  });

  it('sees the emails to a subscriber, oldest first, and when the next digest is due', async () => {
    const email = 'dan@example.org';
    await journey.subscribe({ email, expressions: ['stork'] });
    await journey.subscribe({ email, expressions: ['crane'], frequency: 'daily' });
    await journey.publish(aBriefing({ title: 'A stork and a crane' }));
    advanceClock({ days: 1 });
    await journey.sendDueDigests();

    const { stderr } = await run('deliveries', '--subscriber', email);
    expect(stderr).toMatch(/^The next daily digest is due at \d{4}-\S+Z\.\n$/);
    const [alert, digest, ...others] = await results('deliveries', '--subscriber', email);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: 'alert', state: 'sent', email });
    expect(digest).toMatchObject({ kind: 'digest', state: 'sent', nextDueAt: expect.any(String) });
  });

  it('sends an alert to those it never reached, and to no one else', async () => {
    const topic = { expressions: ['kestrel'] };
    for (const name of ['reached', 'refused', 'left', 'suppressed']) {
      await journey.subscribe({ email: `${name}@kestrel.org`, ...topic });
    }
    await journey.subscribe({ email: 'daily@kestrel.org', ...topic, frequency: 'daily' });
    journey.sesFault = (to) => (/^(refused|left|suppressed)@/.test(to) ? 'reject' : undefined);
    await journey.publish(aBriefing({ id: 'kestrels', title: 'A kestrel' }));
    journey.sesFault = () => undefined;
    await journey.subscribe({ email: 'late@kestrel.org', ...topic });
    await journey.api('/api/subscribers/unsubscribe', { email: 'left@kestrel.org' });
    await run('suppress', 'suppressed@kestrel.org', '--why', 'asked by phone');

    expect(await results('resend', '--briefing', 'kestrels')).toEqual([
      { briefingId: 'kestrels', alerts: 1 },
    ]);
    await journey.stack.idle();
    const received = (name: string) => journey.emailsTo(`${name}@kestrel.org`).length;
    expect({
      reached: received('reached'),
      refused: received('refused'),
      left: received('left'),
      suppressed: received('suppressed'),
      daily: received('daily'),
      late: received('late'),
    }).toEqual({ reached: 1, refused: 1, left: 0, suppressed: 0, daily: 0, late: 0 });
    // And a second time to nobody.
    expect(await results('resend', '--briefing', 'kestrels')).toMatchObject([{ alerts: 0 }]);
  });

  it('suppresses an address here and at SES, and lets it be emailed again', async () => {
    const email = 'eve@example.org';
    await journey.subscribe({ email, expressions: ['owl'] });
    const suppressed = await results('suppress', email, '--why', 'asked by phone');
    expect(suppressed).toEqual([{ email, outcome: 'suppressed', reason: 'request' }]);
    await journey.publish(aBriefing({ title: 'An owl' }));
    expect(journey.emailsTo(email)).toEqual([]);
    const [file] = await results('subscriber', email);
    expect(file?.subscriber).toMatchObject({
      suppressed: { reason: 'request', why: 'asked by phone' },
    });
    expect(await results('suppress', email, '--why', 'again')).toMatchObject([
      { outcome: 'already-suppressed' },
    ]);

    const back = await results('unsuppress', email, '--why', 'asked to get them again');
    expect(back).toEqual([{ email, outcome: 'unsuppressed', onList: true }]);
    await journey.publish(aBriefing({ title: 'A second owl' }));
    expect(journey.emailsTo(email)).toHaveLength(1);
    expect(await results('unsuppress', email, '--why', 'again')).toMatchObject([
      { outcome: 'not-suppressed', onList: false },
    ]);
  });

  it('must give a reason for suppressing an address', async () => {
    expect(await run('suppress', 'eve@example.org')).toMatchObject({ code: 2 });
    expect(await run('unsuppress', 'eve@example.org')).toMatchObject({ code: 2 });
    expect(await run('suppress', 'eve@example.org', '--why', ' ')).toMatchObject({ code: 1 });
  });

  it('sees dead letters and overdue digests, and moves dead letters back to their queue', async () => {
    const request = { kind: 'fan-out', briefingId: 'herons', edition: 1, index: 0 };
    await putIntoQueue('MatchingFanOutDeadLetters', [request, request]);
    advanceClock({ days: 1 });
    const stranded = await results('stranded');
    expect(stranded).toContainEqual({ stranded: 'dead-letters', queue: 'FanOut', count: 2 });
    expect(stranded).toContainEqual(
      expect.objectContaining({ stranded: 'digest', frequency: 'daily' }),
    );

    // Nobody has looked at the followers for the third time, because no schedule runs here by itself.
    const again = { stranded: 'delivery', kind: 'fan-out', briefingId: 'herons' };
    expect(stranded).toContainEqual(expect.objectContaining(again));

    expect(await results('redrive', 'fanout')).toEqual([{ queue: 'FanOut', moved: 2 }]);
    await journey.stack.runSchedule('RecoverLost');
    await journey.stack.idle();
    await journey.sendDueDigests();
    expect(await run('stranded')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'Nothing is stranded.\n',
    });
    for (const queue of ['Unmatched', 'Feedback']) {
      expect(await run('redrive', queue)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(`docs/operating.md#${queue.toLowerCase()}deadletters`),
      });
    }
    expect(await run('redrive', 'Letters')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^There is no such queue\. Name one of: .*FanOut.*\.\n$/),
    });
  });

  async function putIntoQueue(word: string, bodies: object[]): Promise<void> {
    const client = new SQSClient(clientSettings(process.env.AWS_ENDPOINT_URL_SQS ?? '', 'local'));
    const name = journey.stack.queueName(word);
    for (const body of bodies) {
      const url = `${process.env.AWS_ENDPOINT_URL_SQS}/000000000000/${name}`;
      await client.send(
        new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(body) }),
      );
    }
    client.destroy();
  }

  it('knows how many emails a briefing or a topic will send, and what is left of the quota', async () => {
    await journey.subscribe({ email: 'fay@example.org', expressions: ['bittern', 'reed'] });
    await journey.subscribe({
      email: 'gus@example.org',
      expressions: ['bittern'],
      frequency: 'weekly',
    });
    const file = await folder.write('b.md', '# A <i>bittern</i> in the reed\n\nIt booms.\n');
    const [ofFile] = await results('forecast', file);
    expect(ofFile).toMatchObject({
      subject: 'A bittern in the reed',
      topics: 2,
      alerts: 1,
      digests: 1,
      atMost: false,
      quota: { perDay: 50_000, enough: true },
    });
    expect(Number(ofFile?.cost)).toBeCloseTo(0.000214, 6);
    expect(await results('forecast', 'bittern')).toMatchObject([
      { subject: 'bittern', topics: 1, alerts: 1, digests: 1 },
    ]);
    expect(await run('forecast', 'missing.md')).toMatchObject({
      code: 1,
      stderr: 'missing.md: there is no such file.\n',
    });
    expect(await run('forecast', '((')).toMatchObject({ code: 1 });
    const { stdout } = await run('forecast', file);
    expect(stdout).toContain('SES takes');
  });

  it('lists the newest briefings with their text, newest first', async () => {
    await journey.publish(
      aBriefing({
        id: 'listed-1',
        title: 'The first of two',
        body: 'A body.',
        url: 'https://example.org/1',
        source: 'Example',
        tags: ['Birds'],
      }),
    );
    advanceClock({ days: 60 });
    const twelve = Array.from({ length: 12 }, () => aBriefing());
    await journey.publish(...twelve, aBriefing({ id: 'listed-2' }));
    const listed = await results('briefings', '--limit', '100');
    expect(listed.findIndex(({ id }) => id === 'listed-1')).toBeGreaterThan(
      listed.findIndex(({ id }) => id === 'listed-2'),
    );
    expect(listed.find(({ id }) => id === 'listed-1')).toEqual({
      id: 'listed-1',
      title: 'The first of two',
      url: 'https://example.org/1',
      source: 'Example',
      tags: ['birds'],
      language: 'en',
      publishedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      body: 'A body.',
    });
    expect(await results('briefings', '--limit', '2')).toHaveLength(2);
    expect(await run('briefings', '--limit', '0')).toMatchObject({ code: 2 });
  });
});
