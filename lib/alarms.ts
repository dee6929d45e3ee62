import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { FEED_ALARM_MESSAGE, STOPPED_MESSAGE } from '../lambdas/environment';
import {
  MAX_MESSAGE_AGES,
  namedQueues,
  type QueueName,
  type ScheduledFunction,
  type WatchedResources,
} from './watched-resources';

export interface AlarmsProps extends WatchedResources {
  /** The email address that receives alarms. If it is missing, no alarm is sent. */
  readonly operatorEmail?: string | undefined;
  /** The logs that have a line for each sign-up that was stopped, by function. */
  readonly signUpLogs: Readonly<Record<string, ILogGroup>>;
  /** The log that has a line for each feed that begins to fail. */
  readonly feedLog: ILogGroup;
}

const PERIOD = Duration.minutes(5);

/** The next run makes up for a single failed one. Three failures in a row need attention. */
const MAX_CONSECUTIVE_FAILURES = 3;

/**
 * A schedule is dead if it did not run for two intervals, and for at least this long: CloudWatch may
 * show an invocation a minute or two late.
 */
const MIN_SILENCE = Duration.minutes(5);
const MIN_SILENT_INTERVALS = 2;

/** How long a change of the Briefings table may wait to be matched. */
const MAX_ITERATOR_AGE = Duration.minutes(15);

/**
 * SES reviews an account at 5% bounces or 0.1% complaints, so these tell the operator before it does:
 * https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-cloudwatch-alarm.html
 */
const MAX_REPUTATION_RATES = { BounceRate: 0.02, ComplaintRate: 0.0005 } as const;

/**
 * Sign-ups that were stopped in an hour. A class that signs up together stays below it; a program that
 * tries one every few seconds does not.
 */
const MAX_STOPPED_SIGN_UPS = 200;
const SIGN_UP_PERIOD = Duration.hours(1);

/** SES publishes the rates about once an hour, if anything was sent. */
const REPUTATION_PERIOD = Duration.hours(1);

/**
 * The alarms of a stage. The id of each is the heading of its section in the runbook,
 * docs/operating.md, which also says what the alarms cost.
 */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];

  constructor(
    scope: Construct,
    id: string,
    { operatorEmail, signUpLogs, feedLog, ...watched }: AlarmsProps,
  ) {
    super(scope, id);
    const queues = namedQueues(watched);
    this.all = [
      ...Object.entries(watched.scheduled).flatMap(([name, scheduled]) => [
        this.whenSilent(name, scheduled),
        this.whenFailing(name, scheduled),
      ]),
      ...queues.map(([name, { queue }]) => this.whenTooOld(name, queue)),
      ...queues.map(([name, { deadLetters }]) => this.whenNotEmpty(name, deadLetters)),
      this.whenNotEmpty('Unmatched', watched.unmatched),
      this.whenStreamIsBehind(watched.match),
      this.whenThrottled(),
      this.whenSignUpsAreStopped(signUpLogs),
      this.whenFeedsFail(feedLog),
      this.whenReputationFalls('BounceRate', 'Too many emails bounce'),
      this.whenReputationFalls('ComplaintRate', 'Too many people report our emails as spam'),
    ];
    if (operatorEmail !== undefined) this.notify(operatorEmail);
  }

  private whenSilent(name: string, { fn, interval }: ScheduledFunction): Alarm {
    const intervals = Math.ceil(MIN_SILENCE.toSeconds() / interval.toSeconds());
    return this.addAlarm(
      `${name}Heartbeat`,
      `The scheduled function ${name} has stopped running.`,
      {
        metric: fn.metricInvocations({ period: interval, statistic: Stats.SUM }),
        evaluationPeriods: Math.max(MIN_SILENT_INTERVALS, intervals),
        threshold: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        // A function that is not invoked has no data.
        treatMissingData: TreatMissingData.BREACHING,
      },
    );
  }

  private whenFailing(name: string, { fn, interval }: ScheduledFunction): Alarm {
    return this.addAlarm(`${name}Failures`, `The scheduled function ${name} keeps failing.`, {
      metric: fn.metricErrors({ period: interval }),
      evaluationPeriods: MAX_CONSECUTIVE_FAILURES,
      threshold: 1,
    });
  }

  private whenTooOld(name: QueueName, queue: Queue): Alarm {
    const maxAge = MAX_MESSAGE_AGES[name];
    return this.addAlarm(`${name}Age`, `A message has waited too long in the queue ${name}.`, {
      metric: queue.metricApproximateAgeOfOldestMessage({ period: PERIOD }),
      evaluationPeriods: 1,
      threshold: maxAge.toSeconds(),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    });
  }

  private whenNotEmpty(name: QueueName | 'Unmatched', deadLetters: Queue): Alarm {
    return this.addAlarm(
      `${name}DeadLetters`,
      `Messages are in the dead-letter queue of ${name}.`,
      {
        metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: PERIOD }),
        evaluationPeriods: 1,
        threshold: 1,
      },
    );
  }

  private whenStreamIsBehind(match: IFunction): Alarm {
    return this.addAlarm('MatchIteratorAge', 'Briefings wait too long to be matched.', {
      metric: match.metric('IteratorAge', { period: PERIOD, statistic: Stats.MAXIMUM }),
      evaluationPeriods: 1,
      threshold: MAX_ITERATOR_AGE.toMilliseconds(),
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    });
  }

  /**
   * Throttles of all functions in the account and region: they share the limit of concurrent runs, and
   * one alarm costs less than one per function.
   */
  private whenThrottled(): Alarm {
    return this.addAlarm('Throttles', 'Lambda refuses invocations: too many run at once.', {
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'Throttles',
        period: PERIOD,
        statistic: Stats.SUM,
      }),
      evaluationPeriods: MAX_CONSECUTIVE_FAILURES,
      threshold: 1,
    });
  }

  private whenSignUpsAreStopped(signUpLogs: AlarmsProps['signUpLogs']): Alarm {
    const metric = { metricNamespace: Stack.of(this).stackName, metricName: 'StoppedSignUps' };
    for (const log of Object.values(signUpLogs)) {
      log.addMetricFilter('StoppedSignUps', {
        ...metric,
        filterPattern: FilterPattern.stringValue('$.message', '=', STOPPED_MESSAGE),
        metricValue: '1',
      });
    }
    return this.addAlarm('StoppedSignUps', 'Many sign-ups are stopped.', {
      metric: new Metric({
        namespace: metric.metricNamespace,
        metricName: metric.metricName,
        period: SIGN_UP_PERIOD,
        statistic: Stats.SUM,
      }),
      evaluationPeriods: 1,
      threshold: MAX_STOPPED_SIGN_UPS,
    });
  }

  private whenFeedsFail(feedLog: ILogGroup): Alarm {
    const metric = { metricNamespace: Stack.of(this).stackName, metricName: 'FailingFeeds' };
    feedLog.addMetricFilter('FailingFeeds', {
      ...metric,
      filterPattern: FilterPattern.stringValue('$.message', '=', FEED_ALARM_MESSAGE),
      metricValue: '1',
    });
    return this.addAlarm('FailingFeeds', 'A feed keeps failing.', {
      metric: new Metric({
        namespace: metric.metricNamespace,
        metricName: metric.metricName,
        period: PERIOD,
        statistic: Stats.SUM,
      }),
      evaluationPeriods: 1,
      threshold: 1,
    });
  }

  private whenReputationFalls(rate: keyof typeof MAX_REPUTATION_RATES, description: string): Alarm {
    return this.addAlarm(rate, `${description}.`, {
      metric: new Metric({
        namespace: 'AWS/SES',
        metricName: `Reputation.${rate}`,
        period: REPUTATION_PERIOD,
        statistic: Stats.MAXIMUM,
      }),
      evaluationPeriods: 1,
      threshold: MAX_REPUTATION_RATES[rate],
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      // Between two values the last one stands.
      treatMissingData: TreatMissingData.IGNORE,
    });
  }

  private addAlarm(id: string, sentence: string, props: AlarmProps): Alarm {
    return new Alarm(this, id, {
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
      alarmDescription: `${sentence} What to do: docs/operating.md#${id.toLowerCase()} (${id}).`,
    });
  }

  /** Sends every alarm to the operator by email. */
  private notify(operatorEmail: string): void {
    const operator = new Topic(this, 'Operator', { enforceSSL: true });
    operator.addSubscription(new EmailSubscription(operatorEmail));
    // A topic with a policy of its own, here the one that enforces TLS, must name who may publish.
    operator.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [operator.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    for (const alarm of this.all) alarm.addAlarmAction(new SnsAction(operator));
  }
}
