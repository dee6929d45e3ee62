import { parseTemplate } from '../../../lib/local/template/parse-template';
import type { Resource } from '../../../lib/local/template/template';
import { fixture } from '../fixture/service';

const addresses = { queues: 'http://127.0.0.1:9324' };

function parse(Resources: Record<string, Resource>) {
  return parseTemplate({ Resources }, addresses);
}

const aFunction: Resource = {
  Type: 'AWS::Lambda::Function',
  Properties: { Timeout: 3, MemorySize: 128, Environment: { Variables: {} } },
  Metadata: { briefwire: { handler: 'queue' } },
};

function aFunctionWith(properties: object): Resource {
  return { ...aFunction, Properties: { ...aFunction.Properties, ...properties } };
}

describe('parsing a template', () => {
  it('gives functions local names, addresses and limits', async () => {
    const { functions } = parseTemplate(await fixture.template(''), addresses);
    expect(functions.find(({ handler }) => handler === 'http')).toMatchObject({
      timeoutMs: 1000,
      environment: {
        WORK_QUEUE_URL: expect.stringMatching('^http://127.0.0.1:9324/000000000000/WorkQueue'),
      },
    });
  });

  it('refuses a resource type that it would not run', () => {
    expect(() => parse({ Machine: { Type: 'AWS::StepFunctions::StateMachine' } })).toThrow(
      "The local stack doesn't support these resources: Machine (AWS::StepFunctions::StateMachine). lib/local/README.md explains how to add a resource type.",
    );
  });

  it('ignores a resource type that has no effect on one machine', () => {
    expect(() => parse({ Role: { Type: 'AWS::IAM::Role' } })).not.toThrow();
  });

  describe('gives topics', () => {
    const topic: Resource = { Type: 'AWS::SNS::Topic', Properties: {} };
    const queue: Resource = { Type: 'AWS::SQS::Queue', Properties: {} };
    const aSubscription = (properties: object): Resource => ({
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'Events' }, ...properties },
    });
    const toQueue = { Protocol: 'sqs', Endpoint: { 'Fn::GetAtt': ['Work', 'Arn'] } };

    it('the queues that receive their messages as they are', () => {
      const Subscription = aSubscription({ ...toQueue, RawMessageDelivery: true });
      const { topics } = parse({ Events: topic, Work: queue, Subscription });
      expect([...topics]).toEqual([
        ['arn:aws:sns:us-east-1:000000000000:Events', ['arn:aws:sqs:us-east-1:000000000000:Work']],
      ]);
    });

    it('no one to email', () => {
      const Subscription = aSubscription({ Protocol: 'email', Endpoint: 'ann@example.org' });
      expect([...parse({ Events: topic, Subscription }).topics.values()]).toEqual([[]]);
    });

    it('no queue that expects an envelope, or one subscriber of another kind', () => {
      for (const properties of [toQueue, { Protocol: 'https', Endpoint: 'https://example.org' }]) {
        const Subscription = aSubscription(properties);
        expect(() => parse({ Events: topic, Work: queue, Subscription })).toThrow(
          "The local stack can't run Subscription (AWS::SNS::Subscription)",
        );
      }
    });
  });

  it('refuses a function that does not name its handler file', () => {
    const { Metadata, ...withoutMetadata } = aFunction;
    expect(() => parse({ Fn: withoutMetadata })).toThrow(
      'The function Fn has no Metadata that names its handler file.',
    );
  });

  it('refuses a reference that it cannot resolve', () => {
    const Role = { 'Fn::GetAtt': ['Fn', 'SnapStartResponse'] };
    expect(() => parse({ Fn: aFunctionWith({ Role }) })).toThrow(
      "The template refers to Fn.SnapStartResponse (AWS::Lambda::Function), which the local stack can't resolve.",
    );
  });

  it.each<[string, Resource]>([
    ['ReservedConcurrentExecutions', aFunctionWith({ ReservedConcurrentExecutions: 1 })],
    ['VpcConfig', aFunctionWith({ VpcConfig: {} })],
    ['DelaySeconds', { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 5 } }],
    [
      'ContributorInsightsSpecification',
      {
        Type: 'AWS::DynamoDB::GlobalTable',
        Properties: {
          AttributeDefinitions: [],
          KeySchema: [],
          BillingMode: 'PAY_PER_REQUEST',
          ContributorInsightsSpecification: {},
        },
      },
    ],
    [
      'TumblingWindowInSeconds',
      {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: 'a',
          FunctionName: 'Fn',
          BatchSize: 1,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          TumblingWindowInSeconds: 5,
        },
      },
    ],
    [
      'MaximumRecordAgeInSeconds',
      {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: 'a',
          FunctionName: 'Fn',
          BatchSize: 1,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          StartingPosition: 'TRIM_HORIZON',
          MaximumRetryAttempts: 1,
          BisectBatchOnFunctionError: true,
          DestinationConfig: { OnFailure: { Destination: 'a' } },
          MaximumRecordAgeInSeconds: 5,
        },
      },
    ],
    [
      'Input',
      {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: 'rate(5 minutes)',
          State: 'ENABLED',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            Arn: 'arn:aws:lambda:x',
            RetryPolicy: { MaximumRetryAttempts: 0 },
            Input: '{}',
          },
        },
      },
    ],
  ])('refuses the property %s, and names it and its resource', (property, resource) => {
    expect(() => parse({ Declared: resource })).toThrow(
      `The local stack can't run Declared (${resource.Type}): `,
    );
    expect(() => parse({ Declared: resource })).toThrow(property);
  });

  it('refuses retries of asynchronous events, which it would not make', () => {
    const Properties = { FunctionName: { Ref: 'Fn' }, Qualifier: '$LATEST' };
    const config = (retries: number): Resource => ({
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { ...Properties, MaximumRetryAttempts: retries },
    });
    expect(() => parse({ Fn: aFunction, Config: config(0) })).not.toThrow();
    expect(() => parse({ Fn: aFunction, Config: config(1) })).toThrow("can't run Config");
  });
});

describe('parsing receipt rules', () => {
  const LifecycleConfiguration = { Rules: [{ ExpirationInDays: 7, Status: 'Enabled' }] };
  const Emails: Resource = { Type: 'AWS::S3::Bucket', Properties: { LifecycleConfiguration } };
  const Topic: Resource = { Type: 'AWS::SNS::Topic', Properties: {} };
  const aRule = (properties: object): Resource => ({
    Type: 'AWS::SES::ReceiptRule',
    Properties: {
      RuleSetName: 'rules',
      Rule: {
        Enabled: true,
        Recipients: ['alerts@in.example.org'],
        Actions: [{ S3Action: { BucketName: { Ref: 'Emails' }, TopicArn: { Ref: 'Topic' } } }],
        ...properties,
      },
    },
  });

  it('gives the address, the bucket and how long it keeps an email, and the topic', () => {
    expect(parse({ Emails, Topic, Rule: aRule({}) }).mailboxes).toEqual([
      {
        recipients: ['alerts@in.example.org'],
        bucket: 'emails',
        retentionDays: 7,
        topicArn: 'arn:aws:sns:us-east-1:000000000000:Topic',
      },
    ]);
  });

  it.each([
    ['for every address', { Recipients: [] }],
    ['that is switched off', { Enabled: false }],
    ['with another action', { Actions: [{ StopAction: { Scope: 'RuleSet' } }] }],
  ])('refuses one %s', (_what, properties) => {
    expect(() => parse({ Emails, Topic, Rule: aRule(properties) })).toThrow(
      "The local stack can't run Rule (AWS::SES::ReceiptRule)",
    );
  });
});
