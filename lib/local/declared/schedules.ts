import { z } from 'zod';
import { type ResolvableTemplate, readResources } from './read-properties';

export interface DeclaredSchedule {
  readonly name: string;
  /** `rate(5 minutes)` or `cron(0 8 * * ? *)`. */
  readonly expression: string;
  /** An IANA time zone. */
  readonly timeZone: string;
  readonly functionArn: string;
  /** The JSON given to the function. */
  readonly input: string;
}

const schema = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  GroupName: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  // A flexible window spreads load; one machine has none to spread.
  FlexibleTimeWindow: z.unknown(),
  Target: z.object({
    Arn: z.string().startsWith('arn:aws:lambda:'),
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html
    Input: z.string().default('{}'),
  }),
});

/** A schedule's function that fails is not tried again locally: only that may be declared. */
const asynchronousSchema = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumEventAgeInSeconds: z.coerce.number().optional(),
  MaximumRetryAttempts: z.literal(0),
});

/** The schedules that are switched on. */
export function declaredSchedules(template: ResolvableTemplate): DeclaredSchedule[] {
  readResources(template, 'AWS::Lambda::EventInvokeConfig', asynchronousSchema);
  return readResources(template, 'AWS::Scheduler::Schedule', schema)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ logicalId, properties }) => ({
      name: logicalId,
      expression: properties.ScheduleExpression,
      timeZone: properties.ScheduleExpressionTimezone,
      functionArn: properties.Target.Arn,
      input: properties.Target.Input,
    }));
}
