import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import * as z from 'zod/mini';

/** What is invoked at the time of a schedule, and as whom. */
export interface ScheduleTarget {
  functionArn: string;
  roleArn: string;
}

/** Without an answer, the call is sent again (ms). */
const CALL_TIMEOUT_MS = 3_000;
/** A schedule is deleted when it has run, also between two calls of ours. */
const MAX_PUT_ATTEMPTS = 4;

const credentials = z.object({
  AWS_REGION: z.string(),
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.optional(z.string()),
  AWS_ENDPOINT_URL: z.optional(z.url()),
  AWS_ENDPOINT_URL_SCHEDULER: z.optional(z.url()),
});

interface Service {
  client: AwsClient;
  endpoint: string;
}

/**
 * One-time schedules of EventBridge Scheduler, one per briefing, that invoke a function with the briefing's id.
 * Its client of the SDK would add 150 KB to two functions for three calls, so these are signed here:
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/Welcome.html
 */
export class Schedules {
  /** Made at the first call, because few runs of a function schedule anything. */
  private service: Service | undefined;

  /** `environment`: what Lambda sets for its functions, and on one machine the address of the endpoint. */
  constructor(
    private readonly group: string,
    private readonly environment: Record<string, string | undefined>,
  ) {}

  /** Creates the schedule of the briefing, or changes its time (ISO 8601, UTC, whole seconds). */
  async put(briefingId: string, sendAt: string, target: ScheduleTarget): Promise<void> {
    const definition = {
      GroupName: this.group,
      ScheduleExpression: `at(${sendAt.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length)})`,
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: {
        Arn: target.functionArn,
        RoleArn: target.roleArn,
        Input: JSON.stringify({ briefingId }),
        // The function's own check finds what was not published after that.
        RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3_600 },
      },
    };
    for (let attempt = 1; attempt <= MAX_PUT_ATTEMPTS; attempt += 1) {
      if (await this.call('POST', briefingId, definition, 409)) return;
      if (await this.call('PUT', briefingId, definition, 404)) return;
    }
    throw new Error('The schedule was created and deleted again at every attempt.');
  }

  /** Deletes the schedule of the briefing, if there is one. */
  async remove(briefingId: string): Promise<void> {
    await this.call('DELETE', briefingId, undefined, 404);
  }

  /** False if Scheduler answers with `expected`; throws for any other failure. */
  private async call(
    method: 'POST' | 'PUT' | 'DELETE',
    briefingId: string,
    body: object | undefined,
    expected: 404 | 409,
  ): Promise<boolean> {
    const query = body === undefined ? `?groupName=${encodeURIComponent(this.group)}` : '';
    this.service ??= connect(this.environment);
    const { client, endpoint } = this.service;
    const response = await client.fetch(
      `${endpoint}/schedules/${scheduleNameOf(briefingId)}${query}`,
      {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
        signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      },
    );
    const reply = await response.text();
    if (response.ok) return true;
    if (response.status === expected) return false;
    const error = new Error(`EventBridge Scheduler refused ${method}: ${reply}`);
    error.name = response.headers.get('x-amzn-errortype')?.split(':')[0] ?? 'SchedulerError';
    throw error;
  }
}

function connect(environment: Record<string, string | undefined>): Service {
  const variables = credentials.parse(environment);
  const { AWS_REGION: region, AWS_SESSION_TOKEN: sessionToken } = variables;
  const client = new AwsClient({
    accessKeyId: variables.AWS_ACCESS_KEY_ID,
    secretAccessKey: variables.AWS_SECRET_ACCESS_KEY,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    region,
    service: 'scheduler',
    // For throttled calls and failures of the service; the delay doubles from 50 ms.
    retries: 5,
  });
  // In the SDK's order: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
  const endpoint =
    variables.AWS_ENDPOINT_URL_SCHEDULER ??
    variables.AWS_ENDPOINT_URL ??
    `https://scheduler.${region}.amazonaws.com`;
  return { client, endpoint };
}

/** Names have at most 64 letters, digits, `-`, `_` and `.`; ids of briefings may be longer and hold anything. */
export function scheduleNameOf(briefingId: string): string {
  return createHash('sha256').update(briefingId).digest('base64url');
}
