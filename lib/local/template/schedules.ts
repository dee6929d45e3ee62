import { z } from 'zod';
import { ignored, parseResources, type ResolvableTemplate } from './parse-resources';

export interface ScheduleDefinition {
  readonly name: string;
  /** `rate(5 minutes)` or `cron(2/5 * * * ? *)` */
  readonly expression: string;
  readonly functionArn: string;
}

/** A failed scheduled run isn't retried locally, so only schedules without retries are accepted. */
const noRetries = {
  MaximumEventAgeInSeconds: ignored,
  MaximumRetryAttempts: z.literal(0),
};

const schema = z.strictObject({
  ScheduleExpression: z.string(),
  // Neither a rate nor the minutes of every hour depend on the time zone (UTC).
  ScheduleExpressionTimezone: ignored,
  State: z.literal('ENABLED'),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  Target: z.strictObject({
    Arn: z.string().startsWith('arn:aws:lambda:'),
    RetryPolicy: z.strictObject(noRetries),
    RoleArn: ignored,
  }),
});

const asynchronousInvocationSchema = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  ...noRetries,
});

const groupSchema = z.strictObject({ Name: z.string() });

/** The names of the groups in which functions create schedules. */
export function parseScheduleGroups(template: ResolvableTemplate): string[] {
  return parseResources(template, 'AWS::Scheduler::ScheduleGroup', groupSchema).map(
    ({ properties }) => properties.Name,
  );
}

export function parseSchedules(template: ResolvableTemplate): ScheduleDefinition[] {
  parseResources(template, 'AWS::Lambda::EventInvokeConfig', asynchronousInvocationSchema);
  return parseResources(template, 'AWS::Scheduler::Schedule', schema).map(
    ({ logicalId, properties }) => ({
      name: logicalId,
      expression: properties.ScheduleExpression,
      functionArn: properties.Target.Arn,
    }),
  );
}
