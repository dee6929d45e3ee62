import { allowed, type Statement, statementsOf, statementsOfRole } from './permissions';
import { aStage, inWords, resourcesOf } from './stage';

const template = aStage();
const handlers = resourcesOf(template, 'AWS::Lambda::Function').map(
  ({ Metadata }) => Object(Metadata).briefwire.handler as string,
);
const everyStatement = (): Statement[] =>
  resourcesOf(template, 'AWS::IAM::Role').flatMap(({ name }) => statementsOfRole(template, name));
const whoMay = (action: string, resource: string): string[] =>
  handlers
    .filter((handler) =>
      statementsOf(template, handler).some(
        ({ Action, Resource }) => Action.includes(action) && Resource.includes(resource),
      ),
    )
    .sort();

/** By function and table (or index of it): all that it may do there. */
const TABLES: Record<string, Record<string, string[]>> = {
  publish: { StorageBriefings: ['GetItem', 'UpdateItem'] },
  match: {
    StorageBriefings: ['UpdateItem'],
    StorageTopics: ['BatchGetItem', 'GetItem'],
    StorageMatches: ['UpdateItem'],
  },
  'fan-out': { 'StorageSubscribers/index/followers': ['Query'] },
  deliver: {
    StorageBriefings: ['BatchGetItem'],
    StorageMatches: ['BatchGetItem'],
    'StorageMatches/index/byMatchedAt': ['Query'],
    StorageSubscribers: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
    StorageDeliveries: ['GetItem', 'UpdateItem'],
  },
  digests: { 'StorageSubscribers/index/due': ['Query'], StorageSubscribers: ['UpdateItem'] },
  recover: {
    'StorageBriefings/index/unmatched': ['Query'],
    StorageBriefings: ['UpdateItem'],
    'StorageDeliveries/index/unfinished': ['Query'],
  },
  feedback: { StorageDeliveries: ['GetItem', 'UpdateItem'], StorageSubscribers: ['UpdateItem'] },
  operate: {
    StorageBriefings: ['BatchGetItem'],
    'StorageBriefings/index/byDay': ['Query'],
    StorageSubscribers: [
      'ConditionCheckItem',
      'DeleteItem',
      'GetItem',
      'PutItem',
      'Query',
      'UpdateItem',
    ],
    'StorageSubscribers/index/due': ['Query'],
    'StorageSubscribers/index/followers': ['Query'],
    StorageTopics: ['BatchGetItem', 'GetItem', 'PutItem', 'Scan', 'UpdateItem'],
  },
  web: {
    StorageSubscribers: [
      'ConditionCheckItem',
      'DeleteItem',
      'GetItem',
      'PutItem',
      'Query',
      'UpdateItem',
    ],
    StorageTopics: ['GetItem', 'UpdateItem'],
    StorageBriefings: ['BatchGetItem', 'GetItem'],
    'StorageBriefings/index/byDay': ['Query'],
    'StorageMatches/index/byMatchedAt': ['Query'],
  },
};

describe('who may do what with the tables', () => {
  it('is said here of every function', () => {
    expect(Object.keys(TABLES).sort()).toEqual([...handlers].sort());
  });

  it.each(Object.entries(TABLES))('%s may do what it needs and nothing besides', (handler, may) => {
    // The stream is read by the event source mapping, in the function's name.
    const { 'StorageBriefings/stream': _stream, ...tables } = allowed(
      statementsOf(template, handler).map(markStream),
      'dynamodb',
    );
    expect(tables).toEqual(may);
  });

  it('only operate may read a table from end to end, and only the topics', () => {
    const scanning = everyStatement().filter(({ Action }) => Action.includes('dynamodb:Scan'));
    expect(scanning).toHaveLength(1);
    expect(whoMay('dynamodb:Scan', 'StorageTopics')).toEqual(['operate']);
  });

  it('only deliver, operate and web can look up what is held on a subscriber', () => {
    const readers = ['GetItem', 'BatchGetItem', 'Query'].flatMap((action) =>
      whoMay(`dynamodb:${action}`, 'StorageSubscribers'),
    );
    expect([...new Set(readers)].sort()).toEqual(['deliver', 'operate', 'web']);
  });

  it('only match hears the stream of briefings', () => {
    const hearing = handlers.filter((handler) =>
      statementsOf(template, handler).some(({ Action }) => Action.includes('dynamodb:GetRecords')),
    );
    expect(hearing).toEqual(['match']);
  });
});

describe('who may send mail', () => {
  const mail = (handler: string) =>
    statementsOf(template, handler).filter(({ Action }) =>
      Action.some((action) => action.startsWith('ses:')),
    );

  it('is deliver alone', () => {
    expect(handlers.filter((handler) => mail(handler).length > 0)).toEqual(['deliver']);
  });

  it('and deliver only as the sender, whose name is no part of the condition', () => {
    const [asSender] = mail('deliver').filter(({ Resource }) =>
      Resource.some((resource) => resource.includes(':identity/')),
    );
    expect(asSender).toEqual({
      Effect: 'Allow',
      Action: ['ses:SendRawEmail'],
      Resource: ['arn:<Partition>:ses:<Region>:<AccountId>:identity/*'],
      Condition: { StringEquals: { 'ses:FromAddress': 'desk@news.test' } },
    });
  });

  it('and deliver only under this stage’s configuration set, whose events come back', () => {
    const sets = mail('deliver').flatMap(({ Resource }) =>
      Resource.filter((resource) => resource.includes(':configuration-set/')),
    );
    expect(sets).toEqual([
      'arn:<Partition>:ses:<Region>:<AccountId>:configuration-set/SendingConfigurationSet',
    ]);
  });
});

describe('who may put work into a queue, and who takes it out', () => {
  it.each([
    ['MatchingAlertsQueue', ['fan-out', 'match'], ['fan-out']],
    ['DeliveriesQueue', ['digests', 'fan-out', 'operate', 'recover', 'web'], ['deliver']],
    ['FeedbackEventsQueue', [], ['feedback']],
  ])('%s', (queue, senders, workers) => {
    expect({
      senders: whoMay('sqs:SendMessage', queue),
      workers: whoMay('sqs:ReceiveMessage', queue),
    }).toEqual({ senders, workers });
  });

  it('nothing but this stage’s rule may put events into the feedback queue', () => {
    const invited = resourcesOf(template, 'AWS::SQS::QueuePolicy').flatMap(({ Properties }) =>
      Object(Properties.PolicyDocument).Statement.filter(
        ({ Effect }: { Effect: string }) => Effect === 'Allow',
      ),
    );
    expect(invited).toHaveLength(1);
    const [{ Principal, Resource, Condition }] = invited;
    expect(Principal).toEqual({ Service: 'events.amazonaws.com' });
    expect(inWords(Resource)).toBe('FeedbackEventsQueue');
    expect(inWords(Condition.ArnEquals['aws:SourceArn'])).toBe('FeedbackSesEvents');
  });

  it('every queue refuses to be spoken to in the clear', () => {
    const guarded = resourcesOf(template, 'AWS::SQS::QueuePolicy').filter(({ Properties }) =>
      Object(Properties.PolicyDocument).Statement.some(
        ({ Effect, Condition }: { Effect: string; Condition: unknown }) =>
          Effect === 'Deny' &&
          JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
      ),
    );
    const queues = guarded.flatMap(({ Properties }) => Properties.Queues);
    expect(Array.isArray(queues) && queues.map(inWords).sort()).toEqual(
      resourcesOf(template, 'AWS::SQS::Queue')
        .map(({ name }) => name)
        .sort(),
    );
  });
});

describe('who may call a function', () => {
  it('this stage’s API alone calls its three doors', () => {
    const callers = resourcesOf(template, 'AWS::Lambda::Permission').map(({ Properties }) => [
      inWords(Properties.FunctionName),
      Properties.Principal,
      inWords(Properties.SourceArn).split(':')[5]?.split('/')[0],
    ]);
    const doors = [...new Set(callers.map((caller) => caller.join(' ')))].sort();
    expect(doors).toEqual([
      'WebOperate apigateway.amazonaws.com WebApi',
      'WebPages apigateway.amazonaws.com WebApi',
      'WebPublish apigateway.amazonaws.com WebApi',
    ]);
  });

  it('each schedule calls its own function and no other', () => {
    const called = resourcesOf(template, 'AWS::Scheduler::Schedule').map(({ Properties }) => {
      const { Arn, RoleArn } = Object(Properties.Target);
      const target = inWords(Arn);
      const may = allowed(statementsOfRole(template, inWords(RoleArn)), 'lambda');
      expect(may).toEqual({ [target]: ['InvokeFunction'], [`${target}:*`]: ['InvokeFunction'] });
      return target;
    });
    expect(called).toEqual(['DeliveryDigests', 'DeliveryRecover']);
  });
});

describe('every role', () => {
  it('says on what it may act', () => {
    const open = everyStatement().filter(({ Resource }) => Resource.includes('*'));
    expect(open).toEqual([]);
  });

  it('names each action in full', () => {
    const open = everyStatement().filter(({ Action }) =>
      Action.some((action) => action.includes('*')),
    );
    expect(open).toEqual([]);
  });

  it('holds none of AWS’s own policies, which allow more than we need', () => {
    const managed = resourcesOf(template, 'AWS::IAM::Role').filter(
      ({ Properties }) => Properties.ManagedPolicyArns,
    );
    expect(managed).toEqual([]);
  });

  it.each(handlers)('of %s writes to its own log and to no other', (handler) => {
    const logs = allowed(statementsOf(template, handler), 'logs');
    const fn = resourcesOf(template, 'AWS::Lambda::Function').find(
      ({ Metadata }) => Object(Metadata).briefwire.handler === handler,
    );
    const own = inWords(Object(fn?.Properties.LoggingConfig).LogGroup);
    expect(logs).toEqual({ [own]: ['CreateLogStream', 'PutLogEvents'] });
  });
});

/** Tells a table's stream from the table, which go by one logical id. */
function markStream(statement: Statement): Statement {
  const ofStream = statement.Action.some((action) => /Stream|GetRecords|Shard/.test(action));
  return ofStream
    ? { ...statement, Resource: statement.Resource.map((name) => `${name}/stream`) }
    : statement;
}
