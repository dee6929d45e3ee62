import { advanceClock } from '../support/clock';
import { type Journey, linkIn, startJourney } from '../support/journey';
import { rawCommand } from '../support/raw-command';
import { receiver } from '../support/receiver';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('by email', () => {
  let journey: Journey;
  let receive: ReturnType<typeof receiver>;
  beforeAll(async () => {
    journey = await startJourney();
    receive = receiver(journey);
  });
  afterAll(() => journey.stop());

  /** Sends an email and returns what came of it, and the answer. */
  const send = async (
    email: Parameters<typeof rawCommand>[0],
    dmarc?: 'pass' | 'fail' | 'gray',
  ) => {
    const before = journey.emails.length;
    const receipt = await receive(rawCommand(email), dmarc);
    await journey.stack.idle();
    return { ...receipt, answers: journey.emails.slice(before) };
  };

  it('a stranger subscribes, confirms, gets an alert and leaves with a reply', async () => {
    const from = 'ann@example.org';
    const asked = await send({ from: `Ann <${from}>`, subject: 'subscribe heron' }, 'pass');
    expect(asked).toMatchObject({ outcome: 'confirmation-asked', replied: true });
    expect(await journey.topicsOf(from)).toEqual({});
    const { pathname, searchParams } = new URL(linkIn(asked.answers[0], 'confirm'), 'http://x');
    const token = searchParams.get('token') ?? '';
    expect((await journey.post(pathname, { token })).status).toBe(200);
    await journey.publish({ title: 'A heron' });

    const alert = journey.emailsTo(from).at(-1);
    const to = alert?.headers.get('reply-to') ?? '';
    const left = await send({ from, to, subject: `Re: ${alert?.subject}`, text: 'stop' });
    expect(left).toMatchObject({ outcome: 'unfollowed', replied: true });
    expect(await journey.topicsOf(from)).toEqual({});
    expect(left.answers[0]?.text).toContain('You are unsubscribed from everything.');
    expect(left.answers[0]?.headers.get('auto-submitted')).toBe('auto-replied');
    expect(left.answers[0]?.headers.get('in-reply-to')).toMatch(/^<command-\d+@mail/);
  });

  it('a receipt undoes what was done, once, after a press', async () => {
    const from = 'bob@example.org';
    await journey.subscribe({ email: from, expressions: ['heron'], frequency: 'daily' });
    await journey.subscribe({ email: from, expressions: ['egret'], frequency: 'weekly' });
    const { answers } = await send({ from, subject: 'unsubscribe' }, 'pass');
    expect(await journey.topicsOf(from)).toEqual({});
    const link = linkIn(answers[0], 'commands');
    const page = await journey.get(link);
    expect(page.html).toContain('heron');
    expect(await journey.topicsOf(from)).toEqual({});
    expect((await journey.post(link, {})).status).toBe(200);
    expect(await journey.topicsOf(from)).toEqual({ heron: 'daily', egret: 'weekly' });

    await send({ from, subject: 'stop heron' }, 'pass');
    await journey.post(link, {});
    expect(await journey.topicsOf(from)).toEqual({ egret: 'weekly' });
  });

  it('the page behind a link is in the language of the email', async () => {
    const from = 'dora@example.org';
    await journey.subscribe({ email: from, expressions: ['heron'] });
    const { answers } = await send({ from, subject: 'heron abbestellen' }, 'gray');
    const { html } = await journey.get(linkIn(answers[0], 'commands'));
    expect(html).toMatch(/<html[^>]* lang="de"/);
  });

  it('what is no command is answered in its own language', async () => {
    const from = 'elif@example.org';
    const text = 'مرحبا، ماذا أكتب هنا لأعرف المزيد؟';
    const { outcome, answers } = await send({ from, text }, 'gray');
    expect(outcome).toBe('nothing-understood');
    expect(answers[0]?.html).toMatch(/<html[^>]* lang="ar"/);
  });

  it.each([
    ['daily', { heron: 'instant', egret: 'weekly' }],
    ['monthly heron', { heron: 'instant', egret: 'weekly' }],
    ['stop egret', { heron: 'instant', egret: 'weekly' }],
    ['subscribe skua', { heron: 'instant', egret: 'weekly' }],
  ])('“%s” is undone by its receipt', async (subject, before) => {
    const from = `${subject.replaceAll(' ', '-')}@example.org`;
    for (const [expression, frequency] of Object.entries(before)) {
      await journey.subscribe({ email: from, expressions: [expression], frequency });
    }
    const { answers } = await send({ from, subject }, 'pass');
    expect(await journey.topicsOf(from)).not.toEqual(before);
    await journey.post(linkIn(answers[0], 'commands'), {});
    expect(await journey.topicsOf(from)).toEqual(before);
  });

  it('an unproven command is carried out when its button is pressed', async () => {
    const from = 'cat@example.org';
    await journey.subscribe({ email: from, expressions: ['heron'] });
    const text = 'stop heron\ndaily skua\nweekly wombat';
    const { answers, outcome } = await send({ from, text }, 'fail');
    expect(outcome).toBe('confirmation-asked');
    expect(await journey.topicsOf(from)).toEqual({ heron: 'instant' });
    const link = linkIn(answers[0], 'commands');
    const opened = await journey.get(link);
    expect(opened.html).toContain('wombat');
    expect(await journey.topicsOf(from)).toEqual({ heron: 'instant' });
    const done = await journey.post(link, {});
    expect(await journey.topicsOf(from)).toEqual({ skua: 'daily', wombat: 'weekly' });
    expect(done.html).toContain('You no longer follow');
  });

  it('an old confirmation brings nobody back who was erased meanwhile', async () => {
    const from = 'dan@example.org';
    await journey.subscribe({ email: from, expressions: ['heron'] });
    const { answers } = await send({ from, text: 'daily skua\nweekly wombat' });
    advanceClock({ minutes: 1 });
    await journey.api('/api/subscribers/forget', { email: from });
    await journey.post(linkIn(answers[0], 'commands'), {});
    expect(await journey.topicsOf(from)).toEqual({});
  });

  it('a copy of an email does nothing and gets no answer', async () => {
    const from = 'eve@example.org';
    await journey.subscribe({ email: from, expressions: ['heron'] });
    const raw = rawCommand({ from, subject: 'daily heron' });
    expect(await receive(raw, 'pass')).toMatchObject({ outcome: 'frequency-set', replied: true });
    await send({ from, subject: 'weekly heron' }, 'pass');
    const before = journey.emails.length;
    expect(await receive(raw, 'pass')).toEqual({
      outcome: 'ignored',
      reason: 'copy',
      replied: false,
    });
    await journey.stack.idle();
    expect(journey.emails).toHaveLength(before);
    expect(await journey.topicsOf(from)).toEqual({ heron: 'weekly' });
  });

  it('a second delivery of an email that was answered does nothing, whatever was asked since', async () => {
    const from = 'late@example.org';
    await journey.subscribe({ email: from, expressions: ['heron'] });
    const stop = rawCommand({ from, subject: 'stop heron' });
    expect(await receive(stop, 'pass', 'again')).toMatchObject({ outcome: 'unfollowed' });
    await journey.subscribe({ email: from, expressions: ['heron'] });
    expect(await receive(stop, 'pass', 'again')).toMatchObject({
      outcome: 'ignored',
      reason: 'copy',
      replied: false,
    });
    expect(await journey.topicsOf(from)).toEqual({ heron: 'instant' });
  });

  it('someone who has had ten answers can still leave', async () => {
    const from = 'fay@example.org';
    await journey.subscribe({ email: from, expressions: ['heron'] });
    const replies = [];
    for (let at = 0; at < 12; at += 1) {
      replies.push(
        (await send({ from, subject: at % 2 ? 'daily heron' : 'weekly heron' }, 'pass')).replied,
      );
    }
    expect(replies).toEqual([...Array(10).fill(true), false, false]);
    const unproven = await send({ from, subject: 'stop' });
    expect(unproven).toMatchObject({ outcome: 'confirmation-asked', replied: true });
    expect(await send({ from, subject: 'stop' }, 'pass')).toMatchObject({
      outcome: 'unfollowed',
      replied: false,
    });
    expect(await journey.topicsOf(from)).toEqual({});
  });

  it('help comes once an hour', async () => {
    const from = 'gus@example.org';
    const helped = [
      await send({ from, subject: 'help' }),
      await send({ from, subject: 'what is this?' }),
      await send({ from, subject: 'help' }),
    ];
    expect(helped.map(({ replied }) => replied)).toEqual([true, false, false]);
    advanceClock({ minutes: 61 });
    expect((await send({ from, subject: 'help' })).replied).toBe(true);
  });

  it('an answer to an answer ends the exchange', async () => {
    const { answers } = await send({ from: 'other-service@example.net', subject: 'help' });
    const answer = Buffer.from(
      (answers[0]?.raw ?? '')
        .replace(/^From: .*$/m, 'From: other-service@example.net')
        .replace(/^To: .*$/m, 'To: alerts@in.example.org'),
    );
    expect(await receive(answer, 'pass')).toMatchObject({ outcome: 'ignored', replied: false });
  });

  it('nobody who asked never to be asked gets a confirmation or help', async () => {
    const from = 'hal@example.org';
    const { answers } = await send({ from, subject: 'subscribe heron' });
    await journey.post(linkIn(answers[0], 'never-ask'), {});
    advanceClock({ minutes: 61 });
    expect(await send({ from, subject: 'subscribe egret' })).toMatchObject({ replied: false });
    expect(await send({ from, subject: 'help' })).toMatchObject({ replied: false });
  });

  it('a subscriber who asked never to be asked can still leave', async () => {
    const from = 'kim@example.org';
    const { answers } = await send({ from, subject: 'subscribe heron' });
    await journey.subscribe({ email: from, expressions: ['heron'] });
    await journey.post(linkIn(answers[0], 'never-ask'), {});
    const left = await send({ from, subject: 'stop' });
    await journey.post(linkIn(left.answers[0], 'commands'), {});
    expect(await journey.topicsOf(from)).toEqual({});
  });

  it('nobody signs up from a domain that the form refuses', async () => {
    const refused = await send({ from: 'leo@disposable.example', subject: 'subscribe heron' });
    expect(refused).toMatchObject({ outcome: 'nothing-understood', replied: true });
    expect(() => linkIn(refused.answers[0], 'confirm')).toThrow();
  });

  it('logs and queues hold no address', async () => {
    await send({ from: 'ivy.secret@example.org', subject: 'subscribe heron' });
    expect(journey.logged.join('\n')).not.toContain('ivy.secret');
  });
});
