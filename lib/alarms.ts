import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface AlarmsProps {
  /** Queues that are empty as long as all is well, by the name that the alarm shows. */
  readonly deadLetters: Record<string, Queue>;
  /** Who is told; nobody when absent. */
  readonly operatorEmail?: string | undefined;
}

/** An alarm for every queue that should stay empty. Ten alarms are free in an account. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { deadLetters, operatorEmail }: AlarmsProps) {
    super(scope, id);
    const alarms = Object.entries(deadLetters).map(([name, queue]) => this.addAlarm(name, queue));
    if (operatorEmail === undefined) return;
    const operator = new Topic(this, 'Operator');
    operator.addSubscription(new EmailSubscription(operatorEmail));
    for (const alarm of alarms) alarm.addAlarmAction(new SnsAction(operator));
  }

  private addAlarm(name: string, queue: Queue): Alarm {
    return new Alarm(this, name, {
      alarmDescription: `Work lies in the dead-letter queue "${name}": docs/operating.md says what to do.`,
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
