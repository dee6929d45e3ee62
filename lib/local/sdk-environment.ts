import { REGION } from './declared/names';

/** Where the local counterparts of AWS services answer. */
export interface Endpoints {
  readonly dynamoDb: string;
  readonly sqs: string;
  readonly ses: string;
}

/** Variables by which a developer's own AWS account could slip in. */
const FORGOTTEN = ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL'];

/** The variables that lead every SDK client of this process to the local services. */
export function sdkEnvironment(endpoints: Endpoints, accessKeyId: string): Record<string, string> {
  return {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamoDb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SES: endpoints.ses,
  };
}

/** Sets the variables for as long as the stack runs: clients read some of them at their first call. */
export function applySdkEnvironment(variables: Record<string, string>): () => void {
  const names = [...Object.keys(variables), ...FORGOTTEN];
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of FORGOTTEN) delete process.env[name];
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
