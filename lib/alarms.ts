import { Duration } from 'aws-cdk-lib';
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

export interface AlarmsProps {
  /** Queues that are empty as long as all is well, by the name that the alarm shows. */
  readonly deadLetters: Record<string, Queue>;
  /** Functions whose failures leave nothing in a queue, by the name that the alarm shows. */
  readonly scheduled: Record<string, IFunction>;
  /** Who is told; nobody when absent. */
  readonly operatorEmail?: string | undefined;
}

/** As often as the schedules tick. */
const PERIOD = Duration.minutes(5);
/** A tick may fail, for the next one makes up for it; three in a row are no accident. */
const FAILED_TICKS = 3;

/**
 * An alarm for every queue that should stay empty and every schedule that must not stop. Ten alarms
 * are free in an account.
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
      alarmDescription: `Work lies in the dead-letter queue "${name}": docs/operating.md says what to do.`,
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: PERIOD }),
      evaluationPeriods: 1,
    });
  }

  private whenFailing(name: string, fn: IFunction): Alarm {
    return this.addAlarm(name, {
      alarmDescription: `The schedule "${name}" fails again and again: its log says why.`,
      metric: fn.metricErrors({ period: PERIOD }),
      evaluationPeriods: FAILED_TICKS,
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
