import { type Duration, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
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
  const role = new Role(scope, `${id}Role`, {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
  });
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${fn.logicalId}.Arn>:*]`,
    reason: 'The wildcard is for the versions of this one function.',
  });
  new Schedule(scope, id, { schedule, target: new LambdaInvoke(fn, { role, retryAttempts: 0 }) });
  // The schedule invokes the function asynchronously, and by default Lambda would retry a failed
  // invocation twice.
  fn.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: interval });
}
