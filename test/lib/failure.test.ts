import { EMAIL_EVENTS } from '../../lib/sending';
import { aStage, type DeclaredResource, findResource, referenceName, resourcesOf } from './stage';

const template = aStage({ operatorEmail: 'operator@news.test' });
const DAY_SECONDS = 24 * 3600;
const QUEUE = 'AWS::SQS::Queue';
const queues = resourcesOf(template, QUEUE);
const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');

const workQueues = queues.filter(({ Properties }) => Properties.RedrivePolicy);
const deadLetterQueues = queues.filter(({ Properties }) => !Properties.RedrivePolicy);
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
      ['DeliveriesQueue', 'DeliveriesDeadLetters'],
      ['MatchingAlertsQueue', 'MatchingAlertsDeadLetters'],
      ['FeedbackEventsQueue', 'FeedbackEventsDeadLetters'],
    ]);
  });

  it.each(workQueues)('$name: delivers a message several times, a delivery for hours', (queue) => {
    const tries = queue.name === 'DeliveriesQueue' ? 20 : 5;
    expect(queue.Properties.RedrivePolicy).toMatchObject({ maxReceiveCount: tries });
  });

  it.each(workQueues)('$name: hides a message while a worker may be processing it', (queue) => {
    const worker = timeoutSeconds(referenceName(mappingOf(queue).FunctionName));
    expect(Number(queue.Properties.VisibilityTimeout)).toBeGreaterThanOrEqual(6 * worker);
  });

  it.each(workQueues)('$name: redelivers only the failed messages of a batch', (queue) => {
    expect(mappingOf(queue).FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it.each(workQueues)(
    '$name: keeps messages, and failed messages, for as long as SQS allows',
    (queue) => {
      const deadLetters = findResource(template, QUEUE, deadLettersOf(queue));
      expect(queue.Properties.MessageRetentionPeriod).toBe(14 * DAY_SECONDS);
      expect(deadLetters.Properties.MessageRetentionPeriod).toBe(14 * DAY_SECONDS);
    },
  );

  it.each(queues)('$name: is encrypted by SQS, so that EventBridge needs no key', (queue) => {
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

describe('a schedule', () => {
  const schedules = resourcesOf(template, 'AWS::Scheduler::Schedule');

  it.each(schedules)('$name runs every five minutes', ({ Properties }) => {
    expect(Properties.ScheduleExpression).toBe('rate(5 minutes)');
    expect(Properties.State).toBe('ENABLED');
  });

  it.each(schedules)('$name ends before its next run', ({ Properties }) => {
    expect(timeoutSeconds(referenceName(Object(Properties.Target).Arn))).toBeLessThan(5 * 60);
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
        Period: 300,
        EvaluationPeriods: 3,
        AlarmActions: [{ Ref: expect.stringContaining('AlarmsOperator') }],
      });
    },
  );
});

describe('SES events about emails', () => {
  it('are requested and received, all types of them', () => {
    const { Properties } = findResource(
      template,
      'AWS::SES::ConfigurationSetEventDestination',
      'Events',
    );
    expect(Properties.EventDestination).toMatchObject({
      Enabled: true,
      MatchingEventTypes: ['send', 'reject', 'bounce', 'complaint'],
    });
    const rule = findResource(template, 'AWS::Events::Rule', 'SesEvents');
    expect(rule.Properties.EventPattern).toMatchObject({
      source: ['aws.ses'],
      'detail-type': Object.keys(EMAIL_EVENTS),
    });
  });

  it('come from the default bus of the account, the only one that SES supports', () => {
    const destination = findResource(
      template,
      'AWS::SES::ConfigurationSetEventDestination',
      'Events',
    ).Properties.EventDestination;
    expect(referenceName(Object(destination).EventBridgeDestination.EventBusArn)).toBe(
      'arn:<Partition>:events:<Region>:<AccountId>:event-bus/default',
    );
    const rule = findResource(template, 'AWS::Events::Rule', 'SesEvents');
    expect(rule.Properties).not.toHaveProperty('EventBusName');
  });

  it('are ignored when they are about another stage', () => {
    const { EventPattern } = findResource(template, 'AWS::Events::Rule', 'SesEvents').Properties;
    const sets = Object(EventPattern).detail.mail.tags['ses:configuration-set'];
    expect(sets.map(referenceName)).toEqual(['SendingConfigurationSet']);
  });

  it('go to the feedback queue', () => {
    const { Targets } = findResource(template, 'AWS::Events::Rule', 'SesEvents').Properties;
    expect(Object(Targets).map(({ Arn }: { Arn: unknown }) => referenceName(Arn))).toEqual([
      'FeedbackEventsQueue',
    ]);
  });
});

describe('the operator', () => {
  it('receives an email from every alarm', () => {
    expect(
      resourcesOf(template, 'AWS::SNS::Subscription').map(({ Properties }) => Properties),
    ).toMatchObject([{ Protocol: 'email', Endpoint: 'operator@news.test' }]);
    expect(alarms.filter(({ Properties }) => !Properties.AlarmActions)).toEqual([]);
  });

  it('receives no email when the setting is missing', () => {
    const silent = aStage();
    expect(resourcesOf(silent, 'AWS::SNS::Topic')).toEqual([]);
    expect(resourcesOf(silent, 'AWS::CloudWatch::Alarm')).toHaveLength(alarms.length);
  });
});
