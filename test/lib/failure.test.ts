import { EMAIL_EVENTS } from '../../lib/sending';
import { aStage, type Declared, inWords, resourcesOf, theResource } from './stage';

const template = aStage({ operatorEmail: 'operator@news.test' });
const DAY_SECONDS = 24 * 3600;
const QUEUE = 'AWS::SQS::Queue';
const queues = resourcesOf(template, QUEUE);
const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');

const worked = queues.filter(({ Properties }) => Properties.RedrivePolicy);
const stopped = queues.filter(({ Properties }) => !Properties.RedrivePolicy);
const deadLettersOf = ({ Properties }: Declared) =>
  inWords(Object(Properties.RedrivePolicy).deadLetterTargetArn);

/** The mapping by which a queue's worker is fed. */
function feedOf(queue: Declared): Declared['Properties'] {
  const feeds = mappings.filter(
    ({ Properties }) => inWords(Properties.EventSourceArn) === queue.name,
  );
  expect(feeds).toHaveLength(1);
  return feeds[0]?.Properties ?? {};
}

function secondsOf(fn: string): number {
  return Number(theResource(template, 'AWS::Lambda::Function', fn).Properties.Timeout);
}

describe('work in a queue', () => {
  it('waits in three queues, each with a queue of its own for what could not be done', () => {
    expect(worked.map((queue) => [queue.name, deadLettersOf(queue)])).toEqual([
      ['DeliveriesQueue', 'DeliveriesDeadLetters'],
      ['MatchingAlertsQueue', 'MatchingAlertsDeadLetters'],
      ['FeedbackEventsQueue', 'FeedbackEventsDeadLetters'],
    ]);
  });

  it.each(worked)('$name: is tried several times, deliveries for hours', (queue) => {
    const tries = queue.name === 'DeliveriesQueue' ? 20 : 5;
    expect(queue.Properties.RedrivePolicy).toMatchObject({ maxReceiveCount: tries });
  });

  it.each(worked)('$name: is given to nobody else while its worker may be at it', (queue) => {
    const worker = secondsOf(inWords(feedOf(queue).FunctionName));
    expect(Number(queue.Properties.VisibilityTimeout)).toBeGreaterThanOrEqual(6 * worker);
  });

  it.each(worked)('$name: does not come back because other work of its batch failed', (queue) => {
    expect(feedOf(queue).FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it.each(worked)('$name: outlives a long weekend, and longer once it was given up', (queue) => {
    const deadLetters = theResource(template, QUEUE, deadLettersOf(queue));
    expect(queue.Properties.MessageRetentionPeriod).toBe(4 * DAY_SECONDS);
    expect(deadLetters.Properties.MessageRetentionPeriod).toBe(14 * DAY_SECONDS);
  });

  it.each(queues)(
    '$name: is encrypted by SQS itself, which asks no key of EventBridge',
    (queue) => {
      expect(queue.Properties).toMatchObject({ SqsManagedSseEnabled: true });
      expect(queue.Properties).not.toHaveProperty('KmsMasterKeyId');
    },
  );

  it.each(stopped)('$name: given up, it rings an alarm that the operator hears', ({ name }) => {
    const ringing = alarms.filter(({ Properties }) =>
      Object(Properties.Dimensions ?? []).some(
        (dimension: { Value: unknown }) => inWords(dimension.Value) === name,
      ),
    );
    expect(ringing).toHaveLength(1);
    expect(ringing[0]?.Properties).toMatchObject({
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 1,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [{ Ref: expect.stringContaining('AlarmsOperator') }],
    });
  });
});

describe('a briefing in the stream', () => {
  const [stream] = mappings.filter(({ Properties }) => 'StartingPosition' in Properties);
  const properties = stream?.Properties ?? {};

  it('goes to match, those of before the mapping was made too', () => {
    expect(inWords(properties.FunctionName)).toBe('MatchingMatch');
    expect(properties.StartingPosition).toBe('TRIM_HORIZON');
  });

  it('goes there only while it waits to be matched', () => {
    const patterns = Object(properties.FilterCriteria).Filters.map(
      ({ Pattern }: { Pattern: string }) => JSON.parse(Pattern),
    );
    expect(patterns).toEqual([
      { dynamodb: { NewImage: { unmatchedSince: { S: [{ exists: true }] } } } },
    ]);
  });

  it('that fails is tried ten times, apart from those beside it, and then noted', () => {
    expect(properties).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
    });
    const { OnFailure } = Object(properties.DestinationConfig);
    expect(inWords(OnFailure.Destination)).toBe('MatchingUnmatched');
  });
});

describe('a schedule', () => {
  const schedules = resourcesOf(template, 'AWS::Scheduler::Schedule');

  it.each(schedules)('$name ticks every five minutes', ({ Properties }) => {
    expect(Properties.ScheduleExpression).toBe('rate(5 minutes)');
    expect(Properties.State).toBe('ENABLED');
  });

  it.each(schedules)('$name is done before it ticks again', ({ Properties }) => {
    expect(secondsOf(inWords(Object(Properties.Target).Arn))).toBeLessThan(5 * 60);
  });

  it.each(schedules)('$name leaves a failed tick to the next one', ({ Properties }) => {
    const { Arn, RetryPolicy } = Object(Properties.Target);
    expect(RetryPolicy).toMatchObject({ MaximumRetryAttempts: 0 });
    const ofFunction = resourcesOf(template, 'AWS::Lambda::EventInvokeConfig').find(
      (config) => inWords(config.Properties.FunctionName) === inWords(Arn),
    );
    expect(ofFunction?.Properties).toMatchObject({ MaximumRetryAttempts: 0 });
  });

  it.each(schedules)('$name that fails three times in a row rings an alarm', ({ Properties }) => {
    const target = inWords(Object(Properties.Target).Arn);
    const ringing = alarms.filter(
      (alarm) =>
        alarm.Properties.MetricName === 'Errors' &&
        inWords(Object(alarm.Properties.Dimensions)[0].Value) === target,
    );
    expect(ringing).toHaveLength(1);
    expect(ringing[0]?.Properties).toMatchObject({
      Period: 300,
      EvaluationPeriods: 3,
      AlarmActions: [{ Ref: expect.stringContaining('AlarmsOperator') }],
    });
  });
});

describe('what SES says of a mail', () => {
  it('is asked for and listened to, each kind of it', () => {
    const { Properties } = theResource(
      template,
      'AWS::SES::ConfigurationSetEventDestination',
      'Events',
    );
    expect(Properties.EventDestination).toMatchObject({
      Enabled: true,
      MatchingEventTypes: ['send', 'reject', 'bounce', 'complaint'],
    });
    const rule = theResource(template, 'AWS::Events::Rule', 'SesEvents');
    expect(rule.Properties.EventPattern).toMatchObject({
      source: ['aws.ses'],
      'detail-type': Object.keys(EMAIL_EVENTS),
    });
  });

  it('is heard on the account’s default bus, for SES knows no other', () => {
    const destination = theResource(
      template,
      'AWS::SES::ConfigurationSetEventDestination',
      'Events',
    ).Properties.EventDestination;
    expect(inWords(Object(destination).EventBridgeDestination.EventBusArn)).toBe(
      'arn:<Partition>:events:<Region>:<AccountId>:event-bus/default',
    );
    const rule = theResource(template, 'AWS::Events::Rule', 'SesEvents');
    expect(rule.Properties).not.toHaveProperty('EventBusName');
  });

  it('is let pass when it is about the mail of another stage', () => {
    const { EventPattern } = theResource(template, 'AWS::Events::Rule', 'SesEvents').Properties;
    const sets = Object(EventPattern).detail.mail.tags['ses:configuration-set'];
    expect(sets.map(inWords)).toEqual(['SendingConfigurationSet']);
  });

  it('waits in the feedback queue', () => {
    const { Targets } = theResource(template, 'AWS::Events::Rule', 'SesEvents').Properties;
    expect(Object(Targets).map(({ Arn }: { Arn: unknown }) => inWords(Arn))).toEqual([
      'FeedbackEventsQueue',
    ]);
  });
});

describe('the operator', () => {
  it('is written to by every alarm', () => {
    expect(
      resourcesOf(template, 'AWS::SNS::Subscription').map(({ Properties }) => Properties),
    ).toMatchObject([{ Protocol: 'email', Endpoint: 'operator@news.test' }]);
    expect(alarms.filter(({ Properties }) => !Properties.AlarmActions)).toEqual([]);
  });

  it('who gives no address is written to by none', () => {
    const silent = aStage();
    expect(resourcesOf(silent, 'AWS::SNS::Topic')).toEqual([]);
    expect(resourcesOf(silent, 'AWS::CloudWatch::Alarm')).toHaveLength(alarms.length);
  });

  it('pays for no alarm: ten are free', () => {
    expect(alarms.length).toBeLessThanOrEqual(10);
  });
});
