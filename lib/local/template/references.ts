import type { ReferenceResolver } from './intrinsics';
import type { Template } from './template';

/** The region and account that local resources use. */
export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

/** The addresses of local servers, without a trailing slash. */
export interface LocalAddresses {
  readonly queues: string;
}

type ReferenceFunction = (logicalId: string, addresses: LocalAddresses) => string;

/** What `Ref` (under the empty key) and each attribute of a resource type resolve to. */
const referenceFunctions: Record<string, Record<string, ReferenceFunction>> = {
  'AWS::DynamoDB::GlobalTable': {
    '': (id) => id,
    StreamArn: (id) => streamArn(id),
  },
  'AWS::SQS::Queue': {
    '': (id, { queues }) => `${queues}/${ACCOUNT}/${id}`,
    Arn: (id) => arn('sqs', id),
  },
  'AWS::Lambda::Function': { '': (id) => id, Arn: (id) => functionArn(id) },
  'AWS::ApiGatewayV2::Api': { '': (id) => id },
  'AWS::ApiGatewayV2::Integration': { '': (id) => id },
  'AWS::SES::ConfigurationSet': { '': (id) => id },
  'AWS::S3::Bucket': {
    // The name of a bucket has no capitals.
    '': (id) => id.toLowerCase(),
    Arn: (id) => `arn:aws:s3:::${id.toLowerCase()}`,
  },
  'AWS::SES::ReceiptRuleSet': { '': (id) => id },
  'AWS::SNS::Topic': { '': (id) => arn('sns', id) },
  'AWS::IAM::Role': { Arn: (id) => arn('iam', `role/${id}`) },
  'AWS::Logs::LogGroup': { '': (id) => id },
};

/** A placeholder for the table's current stream, whose real ARN only DynamoDB Local knows. */
export function streamArn(tableName: string): string {
  return arn('dynamodb', `table/${tableName}/stream/local`);
}

export function functionArn(logicalId: string): string {
  return arn('lambda', `function:${logicalId}`);
}

/** Creates the function that resolves the template's references on this machine. */
export function createReferenceResolver(
  template: Template,
  addresses: LocalAddresses,
): ReferenceResolver {
  const pseudoParameters: Record<string, string> = {
    'AWS::AccountId': ACCOUNT,
    'AWS::Partition': 'aws',
    'AWS::Region': REGION,
  };
  return (logicalId, attribute = '') => {
    const pseudoParameter = pseudoParameters[logicalId];
    if (pseudoParameter !== undefined) return pseudoParameter;
    const type = template.Resources[logicalId]?.Type ?? 'not in the template';
    const resolve = referenceFunctions[type]?.[attribute];
    if (resolve) return resolve(logicalId, addresses);
    const reference = attribute === '' ? logicalId : `${logicalId}.${attribute}`;
    throw new Error(
      `The template refers to ${reference} (${type}), which the local stack can't resolve. ` +
        'Add it to lib/local/template/references.ts.',
    );
  };
}

function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}
