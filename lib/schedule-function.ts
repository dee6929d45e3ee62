import type { Duration } from 'aws-cdk-lib';
import { Schedule, type ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import type { ServiceFunction } from './service-function';

/**
 * Invokes the function by a schedule. A failed run is not retried, because the next run finds the same work
 * after this interval.
 */
export function scheduleFunction(
  scope: Construct,
  id: string,
  fn: ServiceFunction,
  { schedule, interval }: { schedule: ScheduleExpression; interval: Duration },
): void {
  new Schedule(scope, id, { schedule, target: new LambdaInvoke(fn, { retryAttempts: 0 }) });
  // The schedule invokes the function asynchronously, and by default Lambda would retry a failed
  // invocation twice.
  fn.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: interval });
}
