import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { clientSettings } from '../../lib/local/aws-clients';
import { aBriefing } from '../support/briefings';
import { timePasses } from '../support/clock';
import { type Journey, linkIn, startJourney, tokenOf } from '../support/journey';
import { tableUses } from '../support/table-use';
import { allowed, statementsOf } from './permissions';
import { aStage, resourcesOf } from './stage';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));
jest.mock('../../lambdas/adapters/dynamodb', () => {
  const actual = jest.requireActual('../../lambdas/adapters/dynamodb');
  const { watch } = jest.requireActual('../support/table-use');
  return { ...actual, connectDynamoDb: () => watch(actual.connectDynamoDb()) };
});

describe('what the functions do with the tables, from the first reader to the last', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
    await aReaderComesAndGoes();
    await theOperatorLooksAfterIt();
    await thingsGoWrong();
  }, 120_000);
  afterAll(() => journey.stop());

  /** By form and mail, through alert and digest, to the last link. */
  async function aReaderComesAndGoes(): Promise<void> {
    const email = 'ann@example.org';
    await journey.get('/');
    const form = { email, expression: 'heron', timeZone: 'UTC', hour: '8' };
    await journey.post('/subscribe', { ...form, frequency: 'instant' });
    await journey.stack.idle();
    await journey.post('/confirm', {
      token: tokenOf(linkIn(journey.mailsTo(email)[0], 'confirm')),
    });
    await journey.subscribe({ email, expressions: ['egret'], frequency: 'daily' });
    await journey.publish(aBriefing({ id: 'birds', title: 'A heron and an egret' }));
    timePasses({ days: 2 });
    await journey.digestsComeDue();
    const [, alert, digest] = journey.mailsTo(email);
    const token = tokenOf(linkIn(alert, 'manage'));
    await journey.post('/manage', { token, action: 'set-schedule', hour: '9', timeZone: 'UTC' });
    await journey.get('/briefings/birds');
    await journey.get(linkIn(digest, 'topics'));
    await journey.post('/unsubscribe', { token: tokenOf(linkIn(digest, 'unsubscribe')) });
  }

  async function theOperatorLooksAfterIt(): Promise<void> {
    const email = 'bob@example.org';
    await journey.subscribe({ email, expressions: ['stork'], frequency: 'daily' });
    await journey.api('/api/digests', {});
    await journey.api('/api/aliases', { text: 'stork = ciconia\n' });
    await journey.api('/api/topics/count-words', {});
    await journey.api('/api/topics/list', {});
    await journey.api('/api/topics/show', { expression: 'stork' });
    await journey.api('/api/subscribers/forget', { email });
  }

  /** A bounce, an answer that was lost, a briefing that could not be matched. */
  async function thingsGoWrong(): Promise<void> {
    const [bounced, unheard] = ['bounce@simulator.amazonses.com', 'cat@example.org'];
    for (const email of [bounced, unheard])
      await journey.subscribe({ email, expressions: ['ibis'] });
    journey.sesFault = (to) => (to === unheard ? 'accept-then-disconnect' : undefined);
    await journey.publish(aBriefing({ title: 'An ibis' }));
    await putBriefingThatCannotBeMatched();
    await journey.stack.runSchedule('RecoverLost');
    await journey.stack.idle();
  }

  async function putBriefingThatCannotBeMatched(): Promise<void> {
    const { endpoint, accessKeyId } = journey.stack.dynamoDb;
    const client = new DynamoDBClient(clientSettings(endpoint, accessKeyId));
    await DynamoDBDocumentClient.from(client).send(
      new PutCommand({
        TableName: journey.stack.tableName('Briefings'),
        // It lacks its edition, without which nothing can be noted of it.
        Item: { briefingId: 'lost', unmatchedShard: '0', unmatchedSince: '2020-01-01T00:00:00Z' },
      }),
    );
    client.destroy();
  }

  it('is what they may do: nothing is missing, and nothing is allowed in vain', () => {
    expect(tableUses()).toEqual(permissions());
  });
});

/** `match GetItem StorageTopics`: all that the roles allow the functions to do with the tables. */
function permissions(): string[] {
  const template = aStage();
  return resourcesOf(template, 'AWS::Lambda::Function')
    .map(({ Metadata }) => Object(Metadata).briefwire.handler as string)
    .flatMap((handler) =>
      Object.entries(allowed(statementsOf(template, handler), 'dynamodb')).flatMap(
        ([resource, actions]) => actions.map((action) => `${handler} ${action} ${resource}`),
      ),
    )
    .filter(
      (permission) =>
        !/ (ListStreams|DescribeStream|GetRecords|GetShardIterator) /.test(permission),
    )
    .sort();
}
