import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import nodemailer from 'nodemailer';
import { connectSqs, WorkQueue } from '../../lambdas/adapters/queue';
import { aSubscription } from '../support/adapters';
import { aBriefing } from '../support/briefings';
import { advanceClock, setClock, systemClock } from '../support/clock';
import { anRssFeed, nextSweep, startFeedServer } from '../support/feed-server';
import { type Journey, linkIn, startJourney, withDynamoDb } from '../support/journey';
import { tokenOf } from '../support/links';
import { rawCommand } from '../support/raw-command';
import { recordedTableUses } from '../support/table-use';
import { allowedActions, statementsOf } from './permissions';
import { aStage, handlersOf } from './stage';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));
jest.mock('../../lambdas/adapters/dynamodb', () => {
  const actual = jest.requireActual('../../lambdas/adapters/dynamodb');
  const { recordTableUse } = jest.requireActual('../support/table-use');
  return { ...actual, connectDynamoDb: () => recordTableUse(actual.connectDynamoDb()) };
});

/** It lists briefings, which are found when it is published. */
const aNewsletterIssue = {
  title: 'Birds of the week',
  newsletter: 'diplomacy',
  body: ':::briefings tag:birds:::',
};

describe('the permissions on tables', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
    await signWithFirstKey();
    await subscribeAndUnsubscribe();
    await runOperatorCommands();
    await scheduleBriefings();
    await causeFailures();
    await runSecondPass('ibises');
    await withdrawBriefing();
    await receiveEmails();
    await readFeeds();
    await cleanUpUnsubscribed();
  }, 120_000);
  afterAll(() => journey.stop());

  /** The first link of a stage creates the key, whichever function signs it. */
  async function signWithFirstKey(): Promise<void> {
    const unconfirmed = { email: 'eve@example.org', expressions: ['crane'], frequency: 'daily' };
    await journey.api('/api/subscriptions', unconfirmed);
    await journey.stack.idle();
  }

  /** The same commands from emails that arrive, and from emails that an operator hands in. */
  async function receiveEmails(): Promise<void> {
    journey.sesFault = () => undefined;
    await sendCommands('fay@example.org', arrive);
    await sendCommands('gil@example.org', (email) => {
      const raw = rawCommand(email).toString('base64');
      return journey.api('/api/emails/receive', { raw, dmarc: 'pass' });
    });
  }

  async function sendCommands(
    from: string,
    receive: (email: Parameters<typeof rawCommand>[0]) => Promise<unknown>,
  ): Promise<void> {
    const send = async (subject: string, more: { to?: string; text?: string } = {}) => {
      await receive({ from, subject, ...more });
      await journey.stack.idle();
    };
    await send('subscribe ruff');
    await journey.post('/confirm', {
      token: tokenOf(linkIn(journey.emailsTo(from).at(-1), 'confirm')),
    });
    const briefingId = `ruffs-${from.slice(0, 3)}`;
    await journey.publish(aBriefing({ id: briefingId, title: 'A ruff' }));
    const to = journey.emailsTo(from).at(-1)?.headers.get('reply-to') ?? '';
    for (const text of ['why', 'mute', 'pause 3 days']) await send('Re: A ruff', { to, text });
    await deleteBriefing(briefingId);
    await send('Re: A ruff', { to, text: 'why' });
    const others = ['resume', 'subscribe snipe', 'weekly snipe', 'list', 'unsubscribe snipe'];
    for (const subject of others) await send(subject);
    await send('Re: A ruff', { to, text: 'stop' });
  }

  /** SMTP vouches for nobody. So the email arrives as nobody's, and a second time with a verdict of SES. */
  async function arrive(email: Parameters<typeof rawCommand>[0]): Promise<void> {
    const { from, to = 'alerts@in.example.org' } = email;
    const { response } = await nodemailer
      .createTransport({ host: '127.0.0.1', port: journey.stack.email?.port })
      .sendMail({ envelope: { from: '', to }, raw: rawCommand(email) });
    const objectKey = response.split(' ').at(-1);
    await queueMessage('InboundReceivedQueue', {
      notificationType: 'Received',
      mail: { messageId: `ses-${objectKey}`, source: from },
      receipt: {
        recipients: [to],
        dmarcVerdict: { status: 'PASS' },
        action: { type: 'S3', objectKey },
      },
    });
  }

  /** A feed with a password, which an operator adds, polls and removes, and the schedule polls. */
  async function readFeeds(): Promise<void> {
    const server = await startFeedServer();
    const item = { title: 'A curlew', pubDate: new Date().toUTCString() };
    server.answers['/curlews'] = { body: anRssFeed('Curlew news', { ...item, guid: '1' }) };
    const url = `${server.url}/curlews`.replace('//', '//ann:secret@');
    const { body } = await journey.api('/api/feeds/add', { url });
    const { id } = Object(body.feed);
    await journey.api('/api/feeds/poll', { id });
    server.answers['/curlews'] = { body: anRssFeed('Curlew news', { ...item, guid: '2' }) };
    setClock(nextSweep(systemClock()));
    await journey.stack.runSchedule('FeedsDue');
    await journey.stack.idle();
    await journey.api('/api/feeds/list', {});
    await journey.api('/api/feeds/remove', { id });
    await server.stop();
  }

  /** What was unsubscribed from can't be taken back any more. */
  async function cleanUpUnsubscribed(): Promise<void> {
    advanceClock({ minutes: 25 });
    await journey.stack.runSchedule('RecoverLost');
    await journey.stack.idle();
  }

  /** A subscriber uses the form, the confirmation, an alert, a digest and every link. */
  async function subscribeAndUnsubscribe(): Promise<void> {
    const email = 'ann@example.org';
    await journey.get('/');
    const form = { email, expression: 'heron', timeZone: 'UTC', hour: '8' };
    await journey.post('/subscribe', { ...form, frequency: 'instant' });
    await journey.stack.idle();
    await journey.post('/confirm', {
      token: tokenOf(linkIn(journey.emailsTo(email)[0], 'confirm')),
    });
    await journey.subscribe({ email, expressions: ['egret'], frequency: 'daily' });
    await journey.publish(
      aBriefing({ id: 'birds', title: 'A heron and an egret' }),
      aNewsletterIssue,
    );
    advanceClock({ days: 2 });
    await journey.sendDueDigests();
    const [, alert, digest] = journey.emailsTo(email);
    const token = tokenOf(linkIn(alert, 'manage'));
    await journey.post('/manage', { token, action: 'set-preferences', hour: '9', timeZone: 'UTC' });
    const [topicId = ''] = /(?<=topics\/)\w+/.exec(digest?.text ?? '') ?? [];
    const weekly = { action: 'set-frequency', topicId, frequency: 'weekly' };
    await journey.post('/manage', { token, ...weekly });
    await journey.get(`/manage/sent?token=${token}`);
    await journey.post('/manage/absence', {
      token,
      action: 'explain-absence',
      url: `${journey.stack.siteUrl}/briefings/birds`,
    });
    await journey.get('/briefings/birds');
    await journey.get('/archive?q=heron');
    await journey.get(linkIn(digest, 'topics'));
    await journey.post('/manage', { token, action: 'stop', topicId });
    const unsubscribe = tokenOf(linkIn(digest, 'unsubscribe'));
    await journey.post('/unsubscribe', { token: unsubscribe, everything: 'yes' });
  }

  async function runOperatorCommands(): Promise<void> {
    const email = 'bob@example.org';
    await journey.subscribe({ email, expressions: ['stork'], frequency: 'daily' });
    const unconfirmed = { email, expressions: ['crane'], frequency: 'daily' };
    await journey.api('/api/subscriptions', unconfirmed);
    await journey.subscribe({ email, expressions: ['stork'], frequency: 'weekly' });
    await journey.api('/api/digests', {});
    await journey.api('/api/aliases', { text: 'stork, ciconia\n' });
    await journey.api('/api/topics/count-words', {});
    await journey.api('/api/topics/list', {});
    await journey.api('/api/topics/show', { expression: 'stork' });
    await journey.api('/api/briefings/list', { limit: 1 });
    await journey.api('/api/briefings/resend', { briefingId: 'birds' });
    await journey.api('/api/deliveries', { briefingId: 'birds' });
    await journey.api('/api/deliveries', { email: 'ann@example.org' });
    await journey.api('/api/stranded', {});
    await journey.api('/api/sign-ups', {});
    await journey.api('/api/forecast', { expression: 'stork' });
    await journey.api('/api/subscribers/forget', { email });
  }

  /** A correction of what was sent; of scheduled briefings one is published at once after all, one cancelled, and one published by the check. */
  async function scheduleBriefings(): Promise<void> {
    const correction = { id: 'birds', title: 'Two herons and an egret', notify: 'correction' };
    await journey.publish(aBriefing(correction));
    const sendAt = new Date(Date.parse(systemClock()) + 3_600_000).toISOString();
    for (const id of ['soon', 'never', 'later']) await journey.publish(aBriefing({ id, sendAt }));
    await journey.publish({ ...aNewsletterIssue, id: 'in-time', sendAt });
    await journey.api('/api/issues/test', { email: 'eve@example.org', issue: aNewsletterIssue });
    await journey.publish(aBriefing({ id: 'soon' }));
    await journey.api('/api/scheduled/list', {});
    await journey.api('/api/scheduled/cancel', { briefingId: 'never' });
    advanceClock({ minutes: 63 });
    await journey.stack.runSchedule('Missed');
    await journey.stack.idle();
  }

  /** A bounce, lost responses from SES, and a briefing that cannot be matched. */
  async function causeFailures(): Promise<void> {
    const bounced = 'bounce@simulator.amazonses.com';
    const [unacknowledged, unsent] = ['cat@example.org', 'dee@example.org'];
    for (const email of [bounced, unacknowledged, unsent])
      await journey.subscribe({ email, expressions: ['ibis'] });
    journey.sesFault = (to) => {
      if (to === unacknowledged) return 'accept-then-disconnect';
      return to === unsent ? 'disconnect' : undefined;
    };
    await journey.publish(aBriefing({ id: 'ibises', title: 'An ibis' }));
    await resendRefusedAlert();
    await putUnmatchableBriefing();
    advanceClock({ minutes: 4 });
    await putSubscriptionOfErasedPerson();
    await journey.stack.runSchedule('RecoverLost');
    await journey.stack.idle();
  }

  async function resendRefusedAlert(): Promise<void> {
    journey.sesFault = () => 'reject';
    await journey.subscribe({ email: 'dan@example.org', expressions: ['crake'] });
    await journey.publish(aBriefing({ id: 'crakes', title: 'A crake' }));
    await journey.api('/api/briefings/resend', { briefingId: 'crakes' });
    await journey.stack.idle();
  }

  async function putUnmatchableBriefing(): Promise<void> {
    const put = new PutCommand({
      TableName: journey.stack.tableName('Briefings'),
      // It lacks its edition, so that no result can be recorded.
      Item: { briefingId: 'lost', unmatchedShard: '0', unmatchedSince: '2020-01-01T00:00:00Z' },
    });
    await withDynamoDb(journey, (client) => client.send(put));
  }

  /** Queues a part of a briefing's fan-out as `recover` does when a message was lost. */
  async function runSecondPass(briefingId: string): Promise<void> {
    advanceClock({ minutes: 3 });
    await queueMessage('FanOutQueue', { kind: 'fan-out', briefingId, edition: 1, index: 0 });
  }

  async function queueMessage(queue: string, message: unknown): Promise<void> {
    const sqs = connectSqs();
    const QueueName = journey.stack.queueName(queue);
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    await new WorkQueue(sqs, QueueUrl).send([message]);
    await journey.stack.idle();
    sqs.destroy();
  }

  /** A briefing that is deleted between its match and its digest. */
  async function withdrawBriefing(): Promise<void> {
    await journey.subscribe({ email: 'dan@example.org', expressions: ['owl'], frequency: 'daily' });
    await journey.publish(aBriefing({ id: 'owls', title: 'An owl' }));
    await deleteBriefing('owls');
    advanceClock({ days: 2 });
    await journey.sendDueDigests();
  }

  async function deleteBriefing(briefingId: string): Promise<void> {
    const TableName = journey.stack.tableName('Briefings');
    const remove = new DeleteCommand({ TableName, Key: { briefingId } });
    await withDynamoDb(journey, (client) => client.send(remove));
  }

  /** What a crash can leave after `forget` has erased the profile. */
  async function putSubscriptionOfErasedPerson(): Promise<void> {
    const subscriberId = 'erased';
    const note = { item: 'clean-up', dueShard: 'clean-up', dueAt: '2020-01-01', unsubscribes: 0 };
    const subscription = { item: 'topic#ibis', ...aSubscription('ibis') };
    for (const item of [subscription, note]) {
      const TableName = journey.stack.tableName('Subscribers');
      const put = new PutCommand({ TableName, Item: { subscriberId, ...item } });
      await withDynamoDb(journey, (client) => client.send(put));
    }
  }

  it('are exactly those that the functions use', () => {
    expect(recordedTableUses()).toEqual(permissions());
  });
});

/** All permissions on tables, each as `match GetItem StorageTopics`. */
function permissions(): string[] {
  const template = aStage({ inboundAddress: 'alerts@in.example.org' });
  const all = handlersOf(template)
    .flatMap((handler) =>
      Object.entries(allowedActions(statementsOf(template, handler), 'dynamodb')).flatMap(
        ([resource, actions]) => actions.map((action) => `${handler} ${action} ${resource}`),
      ),
    )
    .filter(
      (permission) =>
        !/ (ListStreams|DescribeStream|GetRecords|GetShardIterator) /.test(permission),
    );
  // Two grants can have some actions in common.
  return [...new Set(all)].sort();
}
