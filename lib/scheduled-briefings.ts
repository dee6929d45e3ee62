import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Grant, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ScheduleExpression, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { scheduleFunction } from './schedule-function';
import { ServiceFunction } from './service-function';
import type { Storage } from './storage';
import type { ScheduledFunction } from './watched-resources';

export interface ScheduledBriefingsProps {
  readonly storage: Storage;
  readonly logRetention: RetentionDays;
}

/** How often briefings are looked for that should have been published and were not. */
const CHECK_INTERVAL = Duration.minutes(5);

/**
 * Publishes briefings at the time that their publisher chose: the function, the group of the one-time schedules
 * that invoke it, and a regular schedule for what they missed.
 */
export class ScheduledBriefings extends Construct {
  /** The regular check. */
  readonly scheduled: ScheduledFunction;

  private readonly publish: ServiceFunction;
  private readonly group: ScheduleGroup;
  /** The role as which EventBridge Scheduler invokes the function. */
  private readonly role: Role;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ScheduledBriefingsProps,
  ) {
    super(scope, id);
    this.publish = this.addPublish();
    this.scheduled = { fn: this.publish, interval: CHECK_INTERVAL };
    scheduleFunction(this, 'Missed', this.publish, {
      schedule: ScheduleExpression.rate(CHECK_INTERVAL),
      interval: CHECK_INTERVAL,
    });
    // Without the function, the schedules have nothing to invoke.
    this.group = new ScheduleGroup(this, 'Group', { removalPolicy: RemovalPolicy.DESTROY });
    this.role = this.addRole();
  }

  /** Lets the function schedule briefings, change their times, and publish one at once instead. */
  grantScheduling(fn: ServiceFunction): void {
    this.props.storage.scheduled.grantActions(fn, 'GetItem', 'PutItem', 'DeleteItem');
    this.grantSchedules(fn, 'CreateSchedule', 'UpdateSchedule', 'DeleteSchedule');
    fn.configure({
      SCHEDULE_TARGET_ARN: this.publish.functionArn,
      SCHEDULE_ROLE_ARN: this.role.roleArn,
    });
    // Whoever creates a schedule says as whom it runs. This role, and only for Scheduler.
    Grant.addToPrincipal({
      grantee: fn,
      actions: ['iam:PassRole'],
      resourceArns: [this.role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    });
  }

  /** Lets the function list the scheduled briefings and cancel them. */
  grantCancelling(fn: ServiceFunction): void {
    this.props.storage.scheduled.grantIndexQuery(fn, 'bySendAt');
    this.props.storage.scheduled.grantActions(fn, 'DeleteItem');
    this.grantSchedules(fn, 'DeleteSchedule');
  }

  private grantSchedules(fn: ServiceFunction, ...actions: string[]): void {
    const group = this.group.scheduleGroupName;
    fn.configure({ SCHEDULE_GROUP: group });
    Grant.addToPrincipal({
      grantee: fn,
      actions: actions.map((action) => `scheduler:${action}`),
      resourceArns: [
        Stack.of(this).formatArn({ service: 'scheduler', resource: `schedule/${group}/*` }),
      ],
    });
    const arn = `arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/${group}/*`;
    Validations.of(fn.role ?? fn).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${arn}]`,
      reason: 'The wildcard is for the schedules of this one group: there is one per briefing.',
    });
  }

  private addPublish(): ServiceFunction {
    const { storage, logRetention } = this.props;
    const publish = new ServiceFunction(this, 'Publish', {
      handler: 'scheduled',
      description: 'Publishes scheduled briefings at their time, and those that were missed.',
      timeout: Duration.minutes(1),
      logRetention,
    });
    storage.briefings.grantActions(publish, 'GetItem', 'UpdateItem');
    storage.briefings.grantIndexQuery(publish, 'byDay');
    storage.scheduled.grantActions(publish, 'GetItem', 'DeleteItem');
    storage.scheduled.grantIndexQuery(publish, 'bySendAt');
    return publish;
  }

  private addRole(): Role {
    // Only for schedules of this group, so that nobody else's can make Scheduler invoke it:
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Stack.of(this).account,
            'aws:SourceArn': this.group.scheduleGroupArn,
          },
        },
      }),
    });
    Grant.addToPrincipal({
      grantee: role,
      actions: ['lambda:InvokeFunction'],
      resourceArns: [this.publish.functionArn],
    });
    return role;
  }
}
