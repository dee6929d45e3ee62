import type { Template } from './template';

/** The resource types that the local stack runs. */
const SUPPORTED_TYPES = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::S3::Bucket',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SES::ReceiptRule',
  'AWS::SES::ReceiptRuleSet',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::Scheduler::Schedule',
  'AWS::Scheduler::ScheduleGroup',
]);

/** The resource types that have no effect on one machine, each with the reason. */
const IGNORED_TYPES: Record<string, string> = {
  'AWS::ApiGatewayV2::Stage': 'there is one stage, and nobody to throttle',
  'AWS::CloudWatch::Alarm': 'there are no metrics',
  'AWS::Logs::MetricFilter': 'there are no metrics',
  'AWS::CloudWatch::Dashboard': 'there are no metrics',
  // What is beyond the 10,240 characters of a role's inline policies.
  'AWS::IAM::ManagedPolicy': 'permissions are not enforced',
  'AWS::IAM::Policy': 'permissions are not enforced',
  'AWS::IAM::Role': 'permissions are not enforced',
  'AWS::Lambda::Permission': 'permissions are not enforced',
  'AWS::Logs::LogGroup': 'all logs go to one file',
  'AWS::S3::BucketPolicy': 'permissions are not enforced',
  'AWS::SES::EmailIdentity': 'the local SES accepts any sender',
  'AWS::SNS::TopicPolicy': 'permissions are not enforced',
  'AWS::SQS::QueuePolicy': 'permissions are not enforced',
};

/**
 * Rejects a template with a resource that would be declared but not run.
 *
 * @throws Error naming each such resource and its type.
 */
export function rejectUnsupportedResources(template: Template): void {
  const unsupported = Object.entries(template.Resources)
    .filter(([, { Type }]) => !SUPPORTED_TYPES.has(Type) && !(Type in IGNORED_TYPES))
    .map(([logicalId, { Type }]) => `${logicalId} (${Type})`);
  if (unsupported.length === 0) return;
  throw new Error(
    `The local stack doesn't support these resources: ${unsupported.join(', ')}. ` +
      'lib/local/README.md explains how to add a resource type.',
  );
}
