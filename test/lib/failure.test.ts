import { aStage, type DeclaredResource, findResource, referenceName, resourcesOf } from './stage';

const template = aStage({ operatorEmail: 'operator@news.test' });
const DAY_SECONDS = 24 * 3600;
const QUEUE = 'AWS::SQS::Queue';
const queues = resourcesOf(template, QUEUE);
const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');

const workQueues = queues.filter(({ Properties }) => Properties.RedrivePolicy);
/** Its dead letters are written by its function, because the events contain addresses and tokens. */
const feedbackQueue = findResource(template, QUEUE, 'FeedbackEvents');
const deadLetterQueues = queues.filter(
  ({ name, Properties }) => !Properties.RedrivePolicy && name !== feedbackQueue.name,
);
const deadLettersOf = ({ Properties }: DeclaredResource) =>
  referenceName(Object(Properties.RedrivePolicy).deadLetterTargetArn);

/** The event source mapping of a queue. */
function mappingOf(queue: DeclaredResource): DeclaredResource['Properties'] {
  const found = mappings.filter(
    ({ Properties }) => referenceName(Properties.EventSourceArn) === queue.name,
  );
  expect(found).toHaveLength(1);
  return found[0]?.Properties ?? {};
}

function timeoutSeconds(fn: string): number {
  return Number(findResource(template, 'AWS::Lambda::Function', fn).Properties.Timeout);
}

describe('a work queue', () => {
  it('exists for each kind of work, with its own dead-letter queue', () => {
    expect(workQueues.map((queue) => [queue.name, deadLettersOf(queue)])).toEqual([
      ['LanesConfirmationsQueue', 'LanesConfirmationsDeadLetters'],
      ['LanesAlertsQueue', 'LanesAlertsDeadLetters'],
      ['LanesDigestsQueue', 'LanesDigestsDeadLetters'],
      ['MatchingFanOutQueue', 'MatchingFanOutDeadLetters'],
      ['DueDigestsQueue', 'DueDigestsDeadLetters'],
      ['FeedsPollsQueue', 'FeedsPollsDeadLetters'],
    ]);
  });

  it.each(workQueues)('$name: does not take a received message for an attempt', (queue) => {
    expect(queue.Properties.RedrivePolicy).toMatchObject({ maxReceiveCount: 1_000 });
  });

  it.each(workQueues)('$name: hides a message while a worker may be processing it', (queue) => {
    const worker = timeoutSeconds(referenceName(mappingOf(queue).FunctionName));
    expect(Number(queue.Properties.VisibilityTimeout)).toBeGreaterThanOrEqual(6 * worker);
  });

  it.each(workQueues)('$name: redelivers only the failed messages of a batch', (queue) => {
    expect(mappingOf(queue).FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it.each(workQueues)(
    '$name: keeps messages and failed messages for as long as SQS can',
    (queue) => {
      const deadLetters = findResource(template, QUEUE, deadLettersOf(queue));
      expect(queue.Properties.MessageRetentionPeriod).toBe(14 * DAY_SECONDS);
      expect(deadLetters.Properties.MessageRetentionPeriod).toBe(14 * DAY_SECONDS);
    },
  );

  it.each(queues)('$name: is encrypted by SQS, so that SNS needs no key', (queue) => {
    expect(queue.Properties).toMatchObject({ SqsManagedSseEnabled: true });
    expect(queue.Properties).not.toHaveProperty('KmsMasterKeyId');
  });

  it.each(deadLetterQueues)(
    '$name: raises an alarm to the operator when it has a message',
    ({ name }) => {
      const found = alarms.filter(({ Properties }) =>
        Object(Properties.Dimensions ?? []).some(
          (dimension: { Value: unknown }) => referenceName(dimension.Value) === name,
        ),
      );
      expect(found).toHaveLength(1);
      expect(found[0]?.Properties).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 1,
        EvaluationPeriods: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
        AlarmActions: [{ Ref: expect.stringContaining('AlarmsOperator') }],
      });
    },
  );
});

describe('a briefing in the stream', () => {
  const [stream] = mappings.filter(({ Properties }) => 'StartingPosition' in Properties);
  const properties = stream?.Properties ?? {};

  it('invokes match, even if it was published before the mapping was created', () => {
    expect(referenceName(properties.FunctionName)).toBe('MatchingMatch');
    expect(properties.StartingPosition).toBe('TRIM_HORIZON');
  });

  it('invokes match only while it waits to be matched', () => {
    const patterns = Object(properties.FilterCriteria).Filters.map(
      ({ Pattern }: { Pattern: string }) => JSON.parse(Pattern),
    );
    expect(patterns).toEqual([
      { dynamodb: { NewImage: { unmatchedSince: { S: [{ exists: true }] } } } },
    ]);
  });

  it('that fails is retried ten times on its own and then reported', () => {
    expect(properties).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
    });
    const { OnFailure } = Object(properties.DestinationConfig);
    expect(referenceName(OnFailure.Destination)).toBe('MatchingUnmatched');
  });
});

/** How often the scheduled functions run. */
const INTERVAL_SECONDS: Record<string, number> = {
  DueDigestsRequest: 300,
  ScheduledBriefingsPublish: 300,
  DeliveryRecover: 60,
  FeedsDue: 60,
};

describe('a schedule', () => {
  const schedules = resourcesOf(template, 'AWS::Scheduler::Schedule');

  it('runs every minute for lost work and feeds, and every five for briefings that were missed, and for digests between the times at which they are due', () => {
    const expressions = schedules.map(({ Properties }) => [
      referenceName(Object(Properties.Target).Arn),
      Properties.ScheduleExpression,
      Properties.State,
    ]);
    expect(expressions).toEqual([
      ['DueDigestsRequest', 'cron(2/5 * * * ? *)', 'ENABLED'],
      ['ScheduledBriefingsPublish', 'rate(5 minutes)', 'ENABLED'],
      ['DeliveryRecover', 'rate(1 minute)', 'ENABLED'],
      ['FeedsDue', 'rate(1 minute)', 'ENABLED'],
    ]);
  });

  it.each(schedules)('$name ends before its next run', ({ Properties }) => {
    const [rate] = /\d+/.exec(String(Properties.ScheduleExpression)) ?? [];
    expect(timeoutSeconds(referenceName(Object(Properties.Target).Arn))).toBeLessThan(
      Number(rate) * 60,
    );
  });

  it.each(schedules)('$name does not retry a failed run', ({ Properties }) => {
    const { Arn, RetryPolicy } = Object(Properties.Target);
    expect(RetryPolicy).toMatchObject({ MaximumRetryAttempts: 0 });
    const ofFunction = resourcesOf(template, 'AWS::Lambda::EventInvokeConfig').find(
      (config) => referenceName(config.Properties.FunctionName) === referenceName(Arn),
    );
    expect(ofFunction?.Properties).toMatchObject({ MaximumRetryAttempts: 0 });
  });

  it.each(schedules)(
    '$name raises an alarm when it fails three times in a row',
    ({ Properties }) => {
      const target = referenceName(Object(Properties.Target).Arn);
      const found = alarms.filter(
        (alarm) =>
          alarm.Properties.MetricName === 'Errors' &&
          referenceName(Object(alarm.Properties.Dimensions)[0].Value) === target,
      );
      expect(found).toHaveLength(1);
      expect(found[0]?.Properties).toMatchObject({
        Period: INTERVAL_SECONDS[target],
        EvaluationPeriods: 3,
        AlarmActions: [{ Ref: expect.stringContaining('AlarmsOperator') }],
      });
    },
  );
});

describe('SES events about emails', () => {
  const destination = findResource(
    template,
    'AWS::SES::ConfigurationSetEventDestination',
    'Events',
  ).Properties;
  const [subscription] = resourcesOf(template, 'AWS::SNS::Subscription').filter(
    ({ Properties }) => Properties.Protocol === 'sqs',
  );

  it('are requested, all types of them, about the emails of this stage', () => {
    expect(referenceName(destination.ConfigurationSetName)).toBe('SendingConfigurationSet');
    expect(destination.EventDestination).toMatchObject({
      Enabled: true,
      MatchingEventTypes: ['send', 'reject', 'bounce', 'complaint'],
    });
  });

  it('go to a topic and from there, as they are, to the feedback queue', () => {
    const { TopicARN } = Object(destination.EventDestination).SnsDestination;
    expect(referenceName(TopicARN)).toBe('SendingTopic');
    const { TopicArn, Endpoint, ...others } = subscription?.Properties ?? {};
    expect(referenceName(TopicArn)).toBe('SendingTopic');
    expect(referenceName(Endpoint)).toBe('FeedbackEvents');
    expect(others).toEqual({ Protocol: 'sqs', RawMessageDelivery: true });
  });

  it('are tried every 30 seconds for as long as SQS keeps a message', () => {
    expect(feedbackQueue.Properties).toMatchObject({
      VisibilityTimeout: 30,
      MessageRetentionPeriod: 14 * DAY_SECONDS,
    });
    const worker = timeoutSeconds(referenceName(mappingOf(feedbackQueue).FunctionName));
    expect(worker).toBeLessThan(30);
  });

  it('are not moved to dead letters by SQS, because they contain addresses and tokens', () => {
    expect(feedbackQueue.Properties).not.toHaveProperty('RedrivePolicy');
    expect(subscription?.Properties).not.toHaveProperty('RedrivePolicy');
  });
});

describe('the operator', () => {
  it('receives an email from every alarm', () => {
    expect(
      resourcesOf(template, 'AWS::SNS::Subscription').map(({ Properties }) => Properties),
    ).toContainEqual(
      expect.objectContaining({ Protocol: 'email', Endpoint: 'operator@news.test' }),
    );
    expect(alarms.filter(({ Properties }) => !Properties.AlarmActions)).toEqual([]);
  });

  it('receives no email when the setting is missing', () => {
    const silent = aStage();
    expect(resourcesOf(silent, 'AWS::SNS::Topic').map(({ name }) => name)).toEqual([
      'SendingTopic',
    ]);
    expect(resourcesOf(silent, 'AWS::CloudWatch::Alarm')).toHaveLength(alarms.length);
  });
});
