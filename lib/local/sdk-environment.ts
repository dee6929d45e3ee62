import { REGION } from './template/references';

/** The addresses of the local AWS services. */
export interface Endpoints {
  readonly dynamoDb: string;
  readonly sqs: string;
  readonly ses: string;
  /** Absent if no function reads emails. */
  readonly s3?: string;
  /** Absent if no function creates schedules. */
  readonly scheduler?: string;
}

/** Variables that could lead an SDK client to the developer's own AWS account. */
const REMOVED_VARIABLES = ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL'];

/** The variables that make every SDK client of this process use the local services. */
export function sdkEnvironment(endpoints: Endpoints, accessKeyId: string): Record<string, string> {
  return {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamoDb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    ...(endpoints.s3 === undefined ? {} : { AWS_ENDPOINT_URL_S3: endpoints.s3 }),
    ...(endpoints.scheduler === undefined
      ? {}
      : { AWS_ENDPOINT_URL_SCHEDULER: endpoints.scheduler }),
    AWS_ENDPOINT_URL_SES: endpoints.ses,
    AWS_ENDPOINT_URL_SESV2: endpoints.ses,
  };
}

/**
 * Sets the variables while the stack runs, because SDK clients read some of them at their first
 * call.
 *
 * @returns a function that restores the previous values.
 */
export function applySdkEnvironment(variables: Record<string, string>): () => void {
  const names = [...Object.keys(variables), ...REMOVED_VARIABLES];
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of REMOVED_VARIABLES) delete process.env[name];
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
