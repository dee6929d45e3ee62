import type { Template } from './template';

/** What the local stack runs. */
const RUN = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Events::Rule',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SQS::Queue',
  'AWS::Scheduler::Schedule',
]);

/** What has no effect on one machine, each with the reason. */
const WITHOUT_EFFECT: Record<string, string> = {
  'AWS::ApiGatewayV2::Stage': 'one machine has one stage and nobody to throttle',
  'AWS::CDK::Metadata': 'a note to AWS',
  'AWS::CloudWatch::Alarm': 'nobody is on call for a laptop',
  'AWS::CloudWatch::Dashboard': 'there are no metrics to show',
  'AWS::IAM::ManagedPolicy': 'everything may do everything locally',
  'AWS::IAM::Policy': 'everything may do everything locally',
  'AWS::IAM::Role': 'everything may do everything locally',
  'AWS::Lambda::EventInvokeConfig': 'a tick of a schedule is never tried again locally',
  'AWS::Lambda::Permission': 'everything may do everything locally',
  'AWS::Logs::LogGroup': 'logs go to one file',
  'AWS::SES::EmailIdentity': 'the local inbox takes mail from anybody',
  'AWS::SNS::Subscription': 'only alarms publish to topics',
  'AWS::SNS::Topic': 'only alarms publish to topics',
  'AWS::SNS::TopicPolicy': 'everything may do everything locally',
  'AWS::SQS::QueuePolicy': 'everything may do everything locally',
};

/**
 * Refuses a template with a resource that would be declared and yet not run.
 *
 * @throws Error with a sentence that names each such resource and its type.
 */
export function refuseUnknownResources(template: Template): void {
  const unknown = Object.entries(template.Resources)
    .filter(([, { Type }]) => !RUN.has(Type) && !(Type in WITHOUT_EFFECT))
    .map(([logicalId, { Type }]) => `${logicalId} (${Type})`);
  if (unknown.length === 0) return;
  throw new Error(
    `The stack declares what the local stack does not know how to run: ${unknown.join(', ')}.`,
  );
}
