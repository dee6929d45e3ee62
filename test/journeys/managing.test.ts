import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { SignedLinks } from '../../lambdas/adapters/signed-links';
import { aBriefing } from '../support/briefings';
import { systemClock } from '../support/clock';
import { readableText } from '../support/html-reading';
import { type Journey, linkIn, startJourney, withDynamoDb } from '../support/journey';
import { tokenOf } from '../support/links';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('managing a subscription from an email', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(() => journey.stop());

  const textOf = (html: string) => readableText(html).replace(/ (?=[.,?”])|(?<=“) /g, '');
  /** Follows a topic, gets an alert, and returns the token of its link to manage. */
  const receiveAlert = async (email: string, topic: string) => {
    await journey.subscribe({ email, expressions: [topic] });
    await journey.publish(aBriefing({ id: `first-${topic}`, title: `A ${topic}` }));
    return tokenOf(linkIn(journey.emailsTo(email)[0], 'manage'));
  };
  const lookUp = async (email: string) =>
    (await journey.api('/api/subscribers/lookup', { email })).body as {
      subscriber: { subscriberId: string };
      subscriptions: {
        topicId: string;
        expression: string;
        consent: { text: string; language?: string; network?: string };
      }[];
    };
  const post = (page: string, token: string, fields: Record<string, string>) =>
    journey.post(`${page}?token=${token}`, fields);

  it('follows another topic without another confirmation, and records the consent', async () => {
    const email = 'ann@example.org';
    const token = await receiveAlert(email, 'wombat');
    const add = { action: 'add-topic', expression: 'Quokka island', frequency: 'instant' };
    const added = await post('/manage', token, add);
    expect(textOf(added.html)).toContain('You follow Quokka island.');
    await journey.publish(aBriefing({ title: 'A quokka on an island' }));
    expect(journey.emailsTo(email).map(({ kind }) => kind)).toEqual(['alert', 'alert']);
    const { subscriptions } = await lookUp(email);
    const { consent } = subscriptions.find(({ expression }) => /quokka/i.test(expression)) ?? {};
    expect(consent?.text).toBe('Follow Quokka island (Instant)');

    expect(consent).toMatchObject({ language: 'en', network: '127.0.0.0/24' });

    const preview = { ...add, action: 'preview-topic', expression: 'quokka' };
    const previewed = await post('/manage', token, preview);
    expect(textOf(previewed.html)).toContain('In the last 30 days');
    expect(previewed.html).toContain('value="quokka"');

    const refused = await post('/manage', token, { ...add, expression: 'the of' });
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('value="the of"');
  });

  it('edits a topic: from then on the new wording counts, at the same frequency', async () => {
    const email = 'bob@example.org';
    const token = await receiveAlert(email, 'skink');
    const [{ topicId = '' } = {}] = (await lookUp(email)).subscriptions;
    const opened = await post('/manage', token, { action: 'open-topic', topicId });
    expect(opened.html).toContain('value="skink"');
    const edit = { action: 'edit-topic', topicId, expression: 'gecko' };
    const edited = await post('/manage', token, edit);
    expect(textOf(edited.html)).toContain('You now follow gecko instead of skink.');

    await journey.publish(aBriefing({ title: 'Another skink' }), aBriefing({ title: 'A gecko' }));
    expect(journey.emailsTo(email).map(({ subject }) => subject)).toEqual([
      'skink: a skink',
      'gecko: a gecko',
    ]);
    expect(textOf((await post('/manage', token, edit)).html)).toContain(
      'You do not follow that topic.',
    );
  });

  it('edits a topic without losing what waits for a digest or for the end of a pause', async () => {
    const email = 'joe@example.org';
    const token = await receiveAlert(email, 'tuatara');
    await journey.subscribe({ email, expressions: ['kakapo'], frequency: 'daily' });
    const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await post('/manage', token, { action: 'pause', until });
    await journey.publish(
      aBriefing({ title: 'A tuatara wakes' }),
      aBriefing({ title: 'A kakapo' }),
    );
    for (const { topicId, expression } of (await lookUp(email)).subscriptions) {
      const edit = { action: 'edit-topic', topicId, expression: `${expression} egg` };
      expect((await post('/manage', token, edit)).status).toBe(200);
    }
    await journey.publish(
      aBriefing({ title: 'Tuatara again' }),
      aBriefing({ title: 'Kakapo egg' }),
    );
    expect(journey.emailsTo(email)).toHaveLength(1);

    await post('/manage', token, { action: 'resume' });
    await post('/manage', token, { action: 'send-digest' });
    await journey.stack.idle();
    const [, ...emails] = journey.emailsTo(email);
    const text = emails.map((sent) => `${sent.subject} ${sent.text}`).join(' ');
    expect(text).toContain('A tuatara wakes');
    expect(text).toContain('* A kakapo');
    expect(text).toContain('* Kakapo egg');
    expect(text).not.toContain('Tuatara again');
  });

  it('shows what was sent and why, in the language of the subscriber', async () => {
    const token = await receiveAlert('cat@example.org', 'dingo');
    const sent = await journey.get(`/manage/sent?token=${token}`);
    expect(textOf(sent.html)).toContain('Alert: A dingo');
    expect(textOf(sent.html)).toContain('You got it because you follow dingo.');
    const french = await journey.get(`/manage/sent?token=${token}&lang=fr`);
    expect(textOf(french.html)).toContain('Vous l’avez reçu parce que vous suivez dingo.');
  });

  it('says which topic, word, frequency or setting decided about a briefing', async () => {
    const email = 'dee@example.org';
    const token = await receiveAlert(email, 'emu');
    await journey.subscribe({ email, expressions: ['bilby Farm -zoo'], frequency: 'daily' });
    await journey.publish(
      aBriefing({ id: 'bilbies', title: 'A bilby at the zoo', url: 'https://news.example/bilby' }),
      aBriefing({ id: 'farm', title: 'A bilby on a farm' }),
    );
    const explain = async (url: string) =>
      textOf((await post('/manage/absence', token, { action: 'explain-absence', url })).html);
    expect(await explain(`${journey.stack.siteUrl}/briefings/first-emu`)).toContain(
      'We sent it to you in an alert:',
    );
    const missed = await explain('news.example/bilby');
    expect(missed).toContain('None of your topics matched it.');
    expect(missed).toContain('It does not contain Farm.');
    expect(missed).toContain('It contains zoo, which you excluded.');
    expect(await explain(`${journey.stack.siteUrl}/briefings/farm`)).toContain(
      'You get this topic daily. It comes in your next digest:',
    );
    expect(await explain('https://news.example/other')).toContain(
      'No briefing of the last 30 days has this address.',
    );
    expect(await explain('bilby')).toContain('That is not a web address.');
  });

  it('mutes a story from an alert, and takes it back', async () => {
    const email = 'eve@example.org';
    await receiveAlert(email, 'possum');
    const { subscriberId: sub } = (await lookUp(email)).subscriber;
    const token = await withDynamoDb(journey, (client) =>
      new SignedLinks(client, journey.stack.tableName('Subscribers'), systemClock).sign('mute', {
        sub,
        briefingId: 'first-possum',
      }),
    );
    const link = `/mute?token=${token}`;
    expect(textOf((await journey.get(link)).html)).toContain('“A possum”');
    expect(textOf((await journey.post(link, {})).html)).toContain(
      'You will get no more emails about “A possum”.',
    );
    const again = { id: 'first-possum', title: 'A possum', notify: true, body: 'More on it.' };
    await journey.publish(aBriefing(again));
    expect(journey.emailsTo(email)).toHaveLength(1);
    expect(textOf((await journey.post(link, { undo: 'yes' })).html)).toContain(
      'We will again send you briefings about “A possum”.',
    );
    await journey.publish(aBriefing({ ...again, body: 'Still more on it.' }));
    expect(journey.emailsTo(email)).toHaveLength(2);
  });

  it('moves to a new address once its owner confirms, and tells the former one', async () => {
    const [former, next] = ['fay@example.org', 'fay.new@example.org'];
    const token = await receiveAlert(former, 'numbat');
    const change = { action: 'change-address', email: next };
    expect(textOf((await post('/manage/account', token, change)).html)).toContain(
      `If ${next} can be used, a link is on its way there.`,
    );
    await journey.stack.idle();
    const link = linkIn(journey.emailsTo(next)[0], 'change-address');
    await journey.get(link);
    await journey.publish(aBriefing({ title: 'A numbat before' }));
    expect(journey.emailsTo(next)).toHaveLength(1);

    expect(textOf((await journey.post(link, {})).html)).toContain(`Your emails now go to ${next}.`);
    await journey.publish(aBriefing({ title: 'A numbat after' }));
    expect(journey.emailsTo(next).at(-1)?.subject).toContain('numbat after');
    expect(journey.emailsTo(former).at(-1)?.subject).toBe('Your address was changed');
  });

  it('downloads everything that is held', async () => {
    const email = 'gus@example.org';
    const token = await receiveAlert(email, 'koala');
    const held = JSON.parse((await journey.get(`/manage/download?token=${token}`)).html);
    expect(held).toMatchObject({
      subscriber: { address: email },
      subscriptions: [{ expression: 'koala', consent: { how: 'recorded' } }],
      emails: [{ kind: 'alert', state: 'sent', briefingId: 'first-koala' }],
    });
  });

  it('erases everything once the box is ticked, and then has nothing to show', async () => {
    const email = 'hal@example.org';
    const token = await receiveAlert(email, 'platypus');
    const { subscriber } = await lookUp(email);
    const unsure = await post('/manage/account', token, { action: 'erase' });
    expect(unsure.status).toBe(400);
    const erased = await post('/manage/account', token, { action: 'erase', confirm: 'yes' });
    expect(textOf(erased.html)).toContain('Everything about you is erased');

    const TableName = journey.stack.tableName('Subscribers');
    const { Items = [] } = await withDynamoDb(journey, (client) =>
      client.send(new ScanCommand({ TableName, ConsistentRead: true })),
    );
    expect(Items.filter(({ subscriberId }) => subscriberId === subscriber.subscriberId)).toEqual(
      [],
    );
    for (const page of ['', '/settings', '/sent', '/absence', '/account', '/download']) {
      const gone = await journey.get(`/manage${page}?token=${token}`);
      expect(gone.status).toBe(410);
      expect(textOf(gone.html)).toContain('There is nothing here any more');
    }
  });

  it('refuses a link of another purpose', async () => {
    await receiveAlert('ivy@example.org', 'wallaby');
    const unsubscribe = tokenOf(linkIn(journey.emailsTo('ivy@example.org')[0], 'unsubscribe'));
    for (const page of ['/manage', '/manage/download', '/mute', '/change-address']) {
      expect((await journey.get(`${page}?token=${unsubscribe}`)).status).toBe(400);
    }
  });
});
