import type { References } from './intrinsics';
import type { Template } from './template';

/** All that is local pretends to stand in this region and account. */
export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

/** Where the local counterparts of addressed resources are reached, without a slash at the end. */
export interface LocalAddresses {
  readonly site: string;
  readonly queues: string;
}

type Naming = (logicalId: string, addresses: LocalAddresses) => string;

/** By resource type: what `Ref` gives (under the empty key), and each attribute. */
const naming: Record<string, Record<string, Naming>> = {
  'AWS::DynamoDB::GlobalTable': {
    '': (id) => id,
    Arn: (id) => arn('dynamodb', `table/${id}`),
    StreamArn: (id) => streamArn(id),
  },
  'AWS::SQS::Queue': {
    '': (id, { queues }) => `${queues}/${ACCOUNT}/${id}`,
    Arn: (id) => arn('sqs', id),
    QueueName: (id) => id,
    QueueUrl: (id, { queues }) => `${queues}/${ACCOUNT}/${id}`,
  },
  'AWS::Lambda::Function': { '': (id) => id, Arn: (id) => arn('lambda', `function:${id}`) },
  'AWS::ApiGatewayV2::Api': { '': (id) => id, ApiEndpoint: (_id, { site }) => site },
  'AWS::ApiGatewayV2::Integration': { '': (id) => id },
  'AWS::SES::ConfigurationSet': { '': (id) => id },
  'AWS::Events::Rule': { '': (id) => id, Arn: (id) => arn('events', `rule/${id}`) },
  'AWS::IAM::Role': { '': (id) => id, Arn: (id) => arn('iam', `role/${id}`) },
  'AWS::Logs::LogGroup': { '': (id) => id, Arn: (id) => arn('logs', `log-group:${id}`) },
};

/** The local stream of a table; the template knows no other name for it. */
export function streamArn(tableName: string): string {
  return arn('dynamodb', `table/${tableName}/stream/local`);
}

export function functionArn(logicalId: string): string {
  return arn('lambda', `function:${logicalId}`);
}

/** Says what a template's references stand for on this machine. */
export function localReferences(template: Template, addresses: LocalAddresses): References {
  const pseudoParameters: Record<string, string | undefined> = {
    'AWS::AccountId': ACCOUNT,
    'AWS::NoValue': undefined,
    'AWS::Partition': 'aws',
    'AWS::Region': REGION,
    'AWS::StackName': 'local',
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return (logicalId, attribute = '') => {
    if (logicalId in pseudoParameters) return pseudoParameters[logicalId];
    const type = template.Resources[logicalId]?.Type;
    const name = type === undefined ? undefined : naming[type]?.[attribute];
    if (name) return name(logicalId, addresses);
    const what = attribute === '' ? logicalId : `${logicalId}.${attribute}`;
    throw new Error(`The template refers to ${what} (${type}), which has no name locally.`);
  };
}

function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}
