import { allowedActions, type Statement, statementsOf, statementsOfRole } from './permissions';
import { aStage, handlerOf, handlersOf, referenceName, resourcesOf } from './stage';

const template = aStage();
const handlers = handlersOf(template);
const everyStatement = (): Statement[] =>
  resourcesOf(template, 'AWS::IAM::Role').flatMap(({ name }) => statementsOfRole(template, name));
const handlersWith = (action: string, resource: string): string[] =>
  handlers
    .filter((handler) =>
      statementsOf(template, handler).some(
        ({ Action, Resource }) => Action.includes(action) && Resource.includes(resource),
      ),
    )
    .sort();

/** The actions that creating, changing and deleting subscriptions needs. */
const SUBSCRIBER_ACTIONS = [
  'ConditionCheckItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'UpdateItem',
];

/** The allowed actions by handler and table or index. */
const TABLES: Record<string, Record<string, string[]>> = {
  publish: {
    StorageBriefings: ['GetItem', 'UpdateItem'],
    'StorageBriefings/index/byDay': ['Query'],
    StorageDeliveries: ['UpdateItem'],
    StorageScheduled: ['DeleteItem', 'GetItem', 'PutItem'],
  },
  scheduled: {
    StorageBriefings: ['GetItem', 'UpdateItem'],
    'StorageBriefings/index/byDay': ['Query'],
    StorageScheduled: ['DeleteItem', 'GetItem'],
    'StorageScheduled/index/bySendAt': ['Query'],
  },
  match: {
    StorageBriefings: ['UpdateItem'],
    StorageTopics: ['BatchGetItem', 'GetItem'],
    StorageMatches: ['GetItem', 'UpdateItem'],
    StorageDeliveries: ['GetItem', 'UpdateItem'],
  },
  'fan-out': {
    'StorageSubscribers/index/followers': ['Query'],
    StorageDeliveries: ['BatchGetItem', 'GetItem', 'UpdateItem'],
    'StorageDeliveries/index/byBriefing': ['Query'],
  },
  deliver: {
    StorageBriefings: ['BatchGetItem', 'GetItem'],
    'StorageBriefings/index/headings': ['Query'],
    StorageMatches: ['BatchGetItem'],
    'StorageMatches/index/byMatchedAt': ['Query'],
    StorageSubscribers: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
    StorageDeliveries: ['GetItem', 'UpdateItem'],
  },
  digests: {
    'StorageSubscribers/index/due': ['Query'],
    StorageSubscribers: ['GetItem', 'UpdateItem'],
  },
  'due-digests': { 'StorageSubscribers/index/due': ['Query'] },
  recover: {
    'StorageBriefings/index/unmatched': ['Query'],
    StorageBriefings: ['UpdateItem'],
    'StorageDeliveries/index/unfinished': ['Query'],
    StorageDeliveries: ['GetItem', 'UpdateItem'],
    // To remove the subscriptions of people who unsubscribed from everything.
    StorageSubscribers: ['DeleteItem', 'Query'],
    'StorageSubscribers/index/due': ['Query'],
    StorageTopics: ['DeleteItem', 'GetItem', 'UpdateItem'],
  },
  feedback: { StorageDeliveries: ['GetItem', 'UpdateItem'], StorageSubscribers: ['UpdateItem'] },
  operate: {
    StorageBriefings: ['BatchGetItem', 'GetItem'],
    'StorageBriefings/index/byDay': ['Query'],
    'StorageBriefings/index/unmatched': ['Query'],
    StorageScheduled: ['DeleteItem'],
    'StorageScheduled/index/bySendAt': ['Query'],
    StorageMatches: ['BatchGetItem'],
    'StorageDeliveries/index/byBriefing': ['Query'],
    'StorageDeliveries/index/bySubscriber': ['Query'],
    'StorageDeliveries/index/unfinished': ['Query'],
    StorageSubscribers: ['BatchGetItem', ...SUBSCRIBER_ACTIONS],
    'StorageSubscribers/index/due': ['Query'],
    'StorageSubscribers/index/followers': ['Query'],
    'StorageMatches/index/byMatchedAt': ['Query'],
    StorageTopics: ['BatchGetItem', 'DeleteItem', 'GetItem', 'PutItem', 'Scan', 'UpdateItem'],
    StorageDeliveries: ['BatchGetItem', 'GetItem', 'UpdateItem'],
  },
  'due-feeds': { 'StorageFeeds/index/due': ['Query'] },
  'poll-feeds': {
    StorageFeeds: ['DeleteItem', 'GetItem', 'PutItem'],
    StorageBriefings: ['GetItem', 'UpdateItem'],
    // Only one item, see below.
    StorageTopics: ['GetItem'],
  },
  feeds: {
    StorageFeeds: ['DeleteItem', 'GetItem', 'PutItem', 'Scan'],
    StorageBriefings: ['GetItem', 'UpdateItem'],
    StorageTopics: ['GetItem', 'PutItem'],
  },
  web: {
    StorageSubscribers: SUBSCRIBER_ACTIONS,
    StorageTopics: ['DeleteItem', 'GetItem', 'UpdateItem'],
    StorageBriefings: ['BatchGetItem', 'GetItem'],
    'StorageBriefings/index/archive': ['Query'],
    'StorageBriefings/index/byDay': ['Query'],
    StorageMatches: ['BatchGetItem'],
    'StorageMatches/index/byMatchedAt': ['Query'],
    StorageDeliveries: ['BatchGetItem', 'ConditionCheckItem', 'GetItem', 'UpdateItem'],
    'StorageDeliveries/index/bySubscriber': ['Query'],
  },
};

describe('permissions on tables', () => {
  it('are listed here for every function', () => {
    expect(Object.keys(TABLES).sort()).toEqual([...handlers].sort());
  });

  it.each(Object.entries(TABLES))(
    'allow %s what it needs and nothing else',
    (handler, expected) => {
      // The event source mapping reads the stream with the role of the function.
      const { 'StorageBriefings/stream': _stream, ...tables } = allowedActions(
        statementsOf(template, handler).map(markStream),
        'dynamodb',
      );
      expect(tables).toEqual(expected);
    },
  );

  it('allow a scan only to commands of operators, of the topics and of the feeds', () => {
    const scanning = everyStatement().filter(({ Action }) => Action.includes('dynamodb:Scan'));
    expect(scanning).toHaveLength(2);
    expect(handlersWith('dynamodb:Scan', 'StorageTopics')).toEqual(['operate']);
    expect(handlersWith('dynamodb:Scan', 'StorageFeeds')).toEqual(['feeds']);
  });

  it.each(['feeds', 'poll-feeds'])(
    'allow %s only the item of the Topics table that holds the key of credentials',
    (handler) => {
      const ofTopics = statementsOf(template, handler).filter(({ Resource }) =>
        Resource.includes('StorageTopics'),
      );
      const onlyKey = {
        'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['feed-credentials'] },
      };
      expect(ofTopics.length).toBeGreaterThan(0);
      for (const { Condition } of ofTopics) expect(Condition).toEqual(onlyKey);
    },
  );

  it('allow reading subscribers only to deliver, operate, recover and web, and digests to read its own item', () => {
    const readers = ['GetItem', 'BatchGetItem', 'Query'].flatMap((action) =>
      handlersWith(`dynamodb:${action}`, 'StorageSubscribers'),
    );
    expect([...new Set(readers)].sort()).toEqual([
      'deliver',
      'digests',
      'operate',
      'recover',
      'web',
    ]);
  });

  it('allow reading the stream of briefings only to match', () => {
    const readers = handlers.filter((handler) =>
      statementsOf(template, handler).some(({ Action }) => Action.includes('dynamodb:GetRecords')),
    );
    expect(readers).toEqual(['match']);
  });
});

describe('permission to send emails', () => {
  const sesStatements = (handler: string) =>
    statementsOf(template, handler).filter(({ Action }) =>
      Action.some((action) => action.startsWith('ses:')),
    );

  const senders = ['deliver', 'recover'];

  it('is given only to deliver, and to recover for its probes', () => {
    const allowed = handlers.filter((handler) =>
      sesStatements(handler).some(({ Action }) =>
        Action.some((name) => name.startsWith('ses:Send')),
      ),
    );
    expect(allowed.sort()).toEqual(senders);
  });

  it.each(senders)(
    'of %s is restricted to the address of the sender, without the name',
    (sender) => {
      const [asSender] = sesStatements(sender).filter(({ Resource }) =>
        Resource.some((resource) => resource.includes(':identity/')),
      );
      expect(asSender).toEqual({
        Effect: 'Allow',
        Action: ['ses:SendRawEmail'],
        Resource: ['arn:<Partition>:ses:<Region>:<AccountId>:identity/*'],
        Condition: { StringEquals: { 'ses:FromAddress': 'desk@news.test' } },
      });
    },
  );

  it.each(senders)('of %s is restricted to the configuration set of this stage', (sender) => {
    const sets = sesStatements(sender).flatMap(({ Resource }) =>
      Resource.filter((resource) => resource.includes(':configuration-set/')),
    );
    expect(sets).toEqual([
      'arn:<Partition>:ses:<Region>:<AccountId>:configuration-set/SendingConfigurationSet',
    ]);
  });
});

describe('permissions on queues', () => {
  it.each([
    ['FeedbackEventsDeadLetters', ['feedback'], []],
    // Operators move dead letters back to each queue of work.
    ['MatchingFanOutQueue', ['fan-out', 'match', 'operate', 'recover'], ['fan-out']],
    ['LanesConfirmationsQueue', ['deliver', 'operate', 'publish', 'recover', 'web'], ['deliver']],
    [
      'LanesAlertsQueue',
      ['deliver', 'due-digests', 'fan-out', 'operate', 'recover', 'web'],
      ['deliver'],
    ],
    ['LanesDigestsQueue', ['deliver', 'due-digests', 'operate', 'recover', 'web'], ['deliver']],
    ['DueDigestsQueue', ['digests', 'due-digests', 'operate'], ['due-digests']],
    ['FeedbackEvents', [], ['feedback']],
    ['FeedsPollsQueue', ['due-feeds', 'operate', 'poll-feeds'], ['poll-feeds']],
  ])('of %s allow only its senders and its worker', (queue, senders, workers) => {
    expect({
      senders: handlersWith('sqs:SendMessage', queue),
      workers: handlersWith('sqs:ReceiveMessage', queue),
    }).toEqual({ senders, workers });
  });

  const allowing = (type: string) =>
    resourcesOf(template, type).flatMap(({ Properties }) =>
      Object(Properties.PolicyDocument).Statement.filter(
        ({ Effect }: { Effect: string }) => Effect === 'Allow',
      ),
    );

  it('allow only the topic of this stage to send to the feedback queue', () => {
    const statements = allowing('AWS::SQS::QueuePolicy');
    expect(statements).toHaveLength(1);
    const [{ Principal, Resource, Condition }] = statements;
    expect(Principal).toEqual({ Service: 'sns.amazonaws.com' });
    expect(referenceName(Resource)).toBe('FeedbackEvents');
    expect(referenceName(Condition.ArnEquals['aws:SourceArn'])).toBe('SendingTopic');
  });

  it('allow only SES to publish to that topic, for the configuration set of this stage', () => {
    const statements = allowing('AWS::SNS::TopicPolicy');
    expect(statements).toHaveLength(1);
    const [{ Principal, Resource, Condition }] = statements;
    expect(Principal).toEqual({ Service: 'ses.amazonaws.com' });
    expect(referenceName(Resource)).toBe('SendingTopic');
    expect(referenceName(Condition.StringEquals['AWS:SourceAccount'])).toBe('<AccountId>');
    expect(referenceName(Condition.StringEquals['AWS:SourceArn'])).toBe(
      'arn:<Partition>:ses:<Region>:<AccountId>:configuration-set/SendingConfigurationSet',
    );
  });

  it('deny unencrypted connections to that topic', () => {
    const [policy] = resourcesOf(template, 'AWS::SNS::TopicPolicy');
    expect(Object(policy?.Properties.PolicyDocument).Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 'sns:Publish',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  });

  it('deny unencrypted connections to every queue', () => {
    const policies = resourcesOf(template, 'AWS::SQS::QueuePolicy').filter(({ Properties }) =>
      Object(Properties.PolicyDocument).Statement.some(
        ({ Effect, Condition }: { Effect: string; Condition: unknown }) =>
          Effect === 'Deny' &&
          JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
      ),
    );
    const queues = policies.flatMap(({ Properties }) => Properties.Queues);
    expect(Array.isArray(queues) && queues.map(referenceName).sort()).toEqual(
      resourcesOf(template, 'AWS::SQS::Queue')
        .map(({ name }) => name)
        .sort(),
    );
  });
});

describe('permission to invoke a function', () => {
  it('is given only to the API of this stage for its four functions', () => {
    const callers = resourcesOf(template, 'AWS::Lambda::Permission').map(({ Properties }) => [
      referenceName(Properties.FunctionName),
      Properties.Principal,
      referenceName(Properties.SourceArn).split(':')[5]?.split('/')[0],
    ]);
    const permissions = [...new Set(callers.map((caller) => caller.join(' ')))].sort();
    expect(permissions).toEqual([
      'FeedsOperate apigateway.amazonaws.com WebApi',
      'WebOperate apigateway.amazonaws.com WebApi',
      'WebPages apigateway.amazonaws.com WebApi',
      'WebPublish apigateway.amazonaws.com WebApi',
    ]);
  });

  it('is given to each schedule for its own function only', () => {
    const invoked = resourcesOf(template, 'AWS::Scheduler::Schedule').map(({ Properties }) => {
      const { Arn, RoleArn } = Object(Properties.Target);
      const target = referenceName(Arn);
      const actions = allowedActions(statementsOfRole(template, referenceName(RoleArn)), 'lambda');
      expect(actions).toEqual({
        [target]: ['InvokeFunction'],
        [`${target}:*`]: ['InvokeFunction'],
      });
      return target;
    });
    expect(invoked).toEqual([
      'DueDigestsRequest',
      'ScheduledBriefingsPublish',
      'DeliveryRecover',
      'FeedsDue',
    ]);
  });

  it('is given to the schedules of briefings for one function, and only in their group', () => {
    const [role] = resourcesOf(template, 'AWS::IAM::Role').filter(
      ({ name }) => name === 'ScheduledBriefingsRole',
    );
    expect(allowedActions(statementsOfRole(template, 'ScheduledBriefingsRole'), 'lambda')).toEqual({
      ScheduledBriefingsPublish: ['InvokeFunction'],
    });
    const [trust] = Object(role?.Properties.AssumeRolePolicyDocument).Statement;
    expect(trust.Principal).toEqual({ Service: 'scheduler.amazonaws.com' });
    const { 'aws:SourceAccount': account, 'aws:SourceArn': group } = trust.Condition.StringEquals;
    expect(referenceName(account)).toBe('<AccountId>');
    expect(referenceName(group)).toBe('ScheduledBriefingsGroup');
  });
});

describe('every role', () => {
  it('names the resources of each statement', () => {
    const found = everyStatement().filter(({ Resource }) => Resource.includes('*'));
    // SES has no resources for what belongs to the whole account.
    expect(found.flatMap(({ Action }) => Action)).toEqual([
      'ses:GetSendQuota',
      'ses:PutSuppressedDestination',
      'ses:DeleteSuppressedDestination',
    ]);
    expect(handlersWith('ses:PutSuppressedDestination', '*')).toEqual(['operate']);
  });

  it('lets only operate read dead letters', () => {
    const readers = handlers.filter((handler) =>
      statementsOf(template, handler).some(
        ({ Action, Resource }) =>
          Action.includes('sqs:ReceiveMessage') &&
          Resource.some((name) => name.endsWith('DeadLetters')),
      ),
    );
    expect(readers).toEqual(['operate']);
  });

  it('has no wildcard in an action', () => {
    const found = everyStatement().filter(({ Action }) =>
      Action.some((action) => action.includes('*')),
    );
    expect(found).toEqual([]);
  });

  it('has no AWS managed policy, which would allow more than needed', () => {
    const managed = resourcesOf(template, 'AWS::IAM::Role').filter(
      ({ Properties }) => Properties.ManagedPolicyArns,
    );
    expect(managed).toEqual([]);
  });

  it.each(handlers)('of %s can write only to its own log group', (handler) => {
    const logs = allowedActions(statementsOf(template, handler), 'logs');
    const fn = resourcesOf(template, 'AWS::Lambda::Function').find(
      (candidate) => handlerOf(candidate) === handler,
    );
    const own = referenceName(Object(fn?.Properties.LoggingConfig).LogGroup);
    expect(logs).toEqual({ [own]: ['CreateLogStream', 'PutLogEvents'] });
  });
});

/** Distinguishes a table's stream from the table. Both have the same logical id. */
function markStream(statement: Statement): Statement {
  const ofStream = statement.Action.some((action) => /Stream|GetRecords|Shard/.test(action));
  return ofStream
    ? { ...statement, Resource: statement.Resource.map((name) => `${name}/stream`) }
    : statement;
}

describe('permissions on schedules', () => {
  const actionsOf = (handler: string) =>
    Object.entries(allowedActions(statementsOf(template, handler), 'scheduler'));

  it('let publish create, change and delete those of one group, and operate delete them', () => {
    const allowing = handlers.filter((handler) => actionsOf(handler).length > 0);
    expect(allowing.sort()).toEqual(['operate', 'publish']);
    const [[resource, actions] = [], ...others] = actionsOf('publish');
    expect(others).toEqual([]);
    expect(actions).toEqual(['CreateSchedule', 'DeleteSchedule', 'UpdateSchedule']);
    expect(resource).toMatch(/:schedule\/[^*]+\/\*$/);
    expect(actionsOf('operate')).toEqual([[resource, ['DeleteSchedule']]]);
  });

  it('let only publish pass a role, that of the schedules, and only to Scheduler', () => {
    const passing = everyStatement().filter(({ Action }) => Action.includes('iam:PassRole'));
    expect(passing).toEqual([
      {
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: ['ScheduledBriefingsRole'],
        Condition: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
      },
    ]);
    expect(handlersWith('iam:PassRole', 'ScheduledBriefingsRole')).toEqual(['publish']);
  });
});
