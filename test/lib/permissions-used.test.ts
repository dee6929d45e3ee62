import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { connectSqs, WorkQueue } from '../../lambdas/adapters/queue';
import { aSubscription } from '../support/adapters';
import { aBriefing } from '../support/briefings';
import { advanceClock } from '../support/clock';
import { type Journey, linkIn, startJourney, withDynamoDb } from '../support/journey';
import { tokenOf } from '../support/links';
import { recordedTableUses } from '../support/table-use';
import { allowedActions, statementsOf } from './permissions';
import { aStage, handlersOf } from './stage';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));
jest.mock('../../lambdas/adapters/dynamodb', () => {
  const actual = jest.requireActual('../../lambdas/adapters/dynamodb');
  const { recordTableUse } = jest.requireActual('../support/table-use');
  return { ...actual, connectDynamoDb: () => recordTableUse(actual.connectDynamoDb()) };
});

describe('the permissions on tables', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
    await signWithFirstKey();
    await subscribeAndUnsubscribe();
    await runOperatorCommands();
    await causeFailures();
    await runSecondPass('ibises');
    await withdrawBriefing();
    await cleanUpUnsubscribed();
  }, 120_000);
  afterAll(() => journey.stop());

  /** The first link of a stage creates the key, whichever function signs it. */
  async function signWithFirstKey(): Promise<void> {
    const unconfirmed = { email: 'eve@example.org', expressions: ['crane'], frequency: 'daily' };
    await journey.api('/api/subscriptions', unconfirmed);
    await journey.stack.idle();
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
    await journey.publish(aBriefing({ id: 'birds', title: 'A heron and an egret' }));
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
    const sqs = connectSqs();
    const QueueName = journey.stack.queueName('FanOutQueue');
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    const request = { kind: 'fan-out', briefingId, edition: 1, index: 0 };
    await new WorkQueue(sqs, QueueUrl).send([request]);
    await journey.stack.idle();
    sqs.destroy();
  }

  /** A briefing that is deleted between its match and its digest. */
  async function withdrawBriefing(): Promise<void> {
    await journey.subscribe({ email: 'dan@example.org', expressions: ['owl'], frequency: 'daily' });
    await journey.publish(aBriefing({ id: 'owls', title: 'An owl' }));
    const TableName = journey.stack.tableName('Briefings');
    const remove = new DeleteCommand({ TableName, Key: { briefingId: 'owls' } });
    await withDynamoDb(journey, (client) => client.send(remove));
    advanceClock({ days: 2 });
    await journey.sendDueDigests();
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
  const template = aStage();
  return handlersOf(template)
    .flatMap((handler) =>
      Object.entries(allowedActions(statementsOf(template, handler), 'dynamodb')).flatMap(
        ([resource, actions]) => actions.map((action) => `${handler} ${action} ${resource}`),
      ),
    )
    .filter(
      (permission) =>
        !/ (ListStreams|DescribeStream|GetRecords|GetShardIterator) /.test(permission),
    )
    .sort();
}
