import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  Metric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { namedQueues, type WatchedResources } from './watched-resources';

export interface DashboardProps extends WatchedResources {
  readonly alarms: readonly IAlarm[];
}

const PERIOD = Duration.minutes(5);

/** Of 24 columns. */
const HALF_WIDTH = 12;

/** The SES metrics of the whole account; SES has none per configuration set without extra dimensions. */
const EMAIL_METRICS = ['Send', 'Delivery', 'Bounce', 'Complaint', 'Reject'];

/**
 * A CloudWatch dashboard of the stage: what is in alarm, what waits, what was sent, what failed. It
 * costs 3 USD a month beyond the account's first three, so a setting switches it on.
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { alarms, ...watched }: DashboardProps) {
    super(scope, id);
    const queues = namedQueues(watched);
    const functions = [watched.match, ...Object.values(watched.scheduled).map(({ fn }) => fn)];
    new CloudWatchDashboard(this, 'Dashboard', {
      defaultInterval: Duration.days(1),
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 2 * HALF_WIDTH })],
        [
          graph('Emails', EMAIL_METRICS.map(emailMetric)),
          graph(
            'Messages waiting',
            queues.map(([label, { queue }]) =>
              queue.metricApproximateNumberOfMessagesVisible({ label, period: PERIOD }),
            ),
          ),
        ],
        [
          graph(
            'Age of the oldest message (seconds)',
            queues.map(([label, { queue }]) =>
              queue.metricApproximateAgeOfOldestMessage({ label, period: PERIOD }),
            ),
          ),
          graph('Dead letters', [
            ...queues.map(([label, { deadLetters }]) =>
              deadLetters.metricApproximateNumberOfMessagesVisible({ label, period: PERIOD }),
            ),
            watched.unmatched.metricApproximateNumberOfMessagesVisible({
              label: 'Unmatched',
              period: PERIOD,
            }),
          ]),
        ],
        [
          graph(
            'Errors',
            functions.map((fn) => fn.metricErrors({ label: fn.node.id, period: PERIOD })),
          ),
          graph('Age of the oldest change that was matched (ms)', [
            watched.match.metric('IteratorAge', {
              label: 'Match',
              period: PERIOD,
              statistic: Stats.MAXIMUM,
            }),
          ]),
        ],
      ],
    });
  }
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: HALF_WIDTH });
}

function emailMetric(metricName: string): Metric {
  return new Metric({
    namespace: 'AWS/SES',
    metricName,
    label: metricName,
    period: PERIOD,
    statistic: Stats.SUM,
  });
}
