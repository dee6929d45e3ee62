import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { SCHEDULE_INTERVAL } from './delivery';

export interface AlarmsProps {
  /** Queues that must stay empty, by the name to show in the alarm. */
  readonly deadLetters: Record<string, Queue>;
  /** Functions whose failures leave no message in a queue, by the name to show in the alarm. */
  readonly scheduled: Record<string, IFunction>;
  /** The email address that receives alarms. If it is missing, no alarm is sent. */
  readonly operatorEmail?: string | undefined;
}

/** The next run makes up for a single failed one. Three failures in a row need attention. */
const MAX_CONSECUTIVE_FAILURES = 3;

/**
 * One alarm per dead-letter queue and per scheduled function. The first ten alarms of an account are
 * free (https://aws.amazon.com/cloudwatch/pricing/).
 */
export class Alarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { deadLetters, scheduled, operatorEmail }: AlarmsProps,
  ) {
    super(scope, id);
    const alarms = [
      ...Object.entries(deadLetters).map(([name, queue]) => this.whenNotEmpty(name, queue)),
      ...Object.entries(scheduled).map(([name, fn]) => this.whenFailing(name, fn)),
    ];
    if (operatorEmail === undefined) return;
    const operator = new Topic(this, 'Operator');
    operator.addSubscription(new EmailSubscription(operatorEmail));
    for (const alarm of alarms) alarm.addAlarmAction(new SnsAction(operator));
  }

  private whenNotEmpty(name: string, queue: Queue): Alarm {
    return this.addAlarm(name, {
      alarmDescription: `Messages are in the dead-letter queue "${name}". See docs/operating.md for what to do.`,
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: SCHEDULE_INTERVAL }),
      evaluationPeriods: 1,
    });
  }

  private whenFailing(name: string, fn: IFunction): Alarm {
    return this.addAlarm(name, {
      alarmDescription: `The scheduled function "${name}" keeps failing. See its log for the reason.`,
      metric: fn.metricErrors({ period: SCHEDULE_INTERVAL }),
      evaluationPeriods: MAX_CONSECUTIVE_FAILURES,
    });
  }

  private addAlarm(name: string, props: Omit<AlarmProps, 'threshold'>): Alarm {
    return new Alarm(this, name, {
      ...props,
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
