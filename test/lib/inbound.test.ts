import { synthesize } from '../../lib/local/synthesize';
import type { Template } from '../../lib/local/template/template';
import { hasMailboxStack, MailboxStack } from '../../lib/mailbox-stack';
import { allowedActions, statementsOf } from './permissions';
import {
  aStage,
  findResource,
  handlersOf,
  readContext,
  referenceName,
  resourcesOf,
  validSettings,
} from './stage';

const inboundAddress = 'alerts@in.news.test';
const ELSEWHERE = { inboundAddress, inboundRegion: 'eu-west-1' };
const own = aStage({ inboundAddress });
const main = aStage(ELSEWHERE);
const elsewhere = aMailboxStack();

function aMailboxStack(changes: Record<string, unknown> = {}): Template {
  const settings = readContext({ ...validSettings, ...ELSEWHERE, ...changes });
  return synthesize((app) => new MailboxStack(app, 'Briefwire-prod-inbound', { settings }));
}

const ruleOf = (template: Template) =>
  Object(findResource(template, 'AWS::SES::ReceiptRule', 'Rule').Properties.Rule);
const RECEIVING = /^AWS::(S3::|SES::Receipt)/;
const receivingTypes = (template: Template) =>
  Object.values(template.Resources)
    .map(({ Type }) => Type)
    .filter((type) => RECEIVING.test(type));

describe('a stage without inboundAddress', () => {
  it('has nothing that receives email', () => {
    const template = aStage();
    expect(receivingTypes(template)).toEqual([]);
    expect(handlersOf(template)).not.toContain('receive');
    expect(JSON.stringify(template)).not.toMatch(/Mailbox|InboundRec/);
    expect(hasMailboxStack(readContext(validSettings))).toBe(false);
  });
});

describe('a received email', () => {
  it('is scanned, stored in the bucket, and announced on the topic', () => {
    expect(ruleOf(own)).toEqual({
      Name: 'Stage',
      Enabled: true,
      ScanEnabled: true,
      Recipients: [inboundAddress],
      Actions: [
        {
          S3Action: {
            BucketName: { Ref: expect.stringMatching(/^MailboxEmails/) },
            TopicArn: { Ref: expect.stringMatching(/^MailboxTopic/) },
          },
        },
      ],
    });
  });

  it('comes from the topic to the queue as it is, and from there to the function', () => {
    const [subscription] = resourcesOf(own, 'AWS::SNS::Subscription').filter(
      ({ Properties }) => referenceName(Properties.TopicArn) === 'MailboxTopic',
    );
    expect(subscription?.Properties).toMatchObject({ Protocol: 'sqs', RawMessageDelivery: true });
    expect(referenceName(subscription?.Properties.Endpoint)).toBe('InboundReceivedQueue');
    const [mapping] = resourcesOf(own, 'AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => referenceName(Properties.EventSourceArn) === 'InboundReceivedQueue',
    );
    expect(referenceName(mapping?.Properties.FunctionName)).toBe('InboundReceive');
    expect(mapping?.Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it('is deleted after seven days, and so are the notifications about it', () => {
    const { Properties } = findResource(own, 'AWS::S3::Bucket', 'Emails');
    expect(Properties.LifecycleConfiguration).toEqual({
      Rules: [{ ExpirationInDays: 7, Status: 'Enabled' }],
    });
    expect(Properties.VersioningConfiguration).toBeUndefined();
    for (const name of ['InboundReceivedQueue', 'InboundReceivedDeadLetters']) {
      const queue = findResource(own, 'AWS::SQS::Queue', name);
      expect(queue.Properties.MessageRetentionPeriod).toBe(7 * 24 * 3600);
    }
  });

  it('is encrypted, not public, and read over TLS only', () => {
    const { Properties } = findResource(own, 'AWS::S3::Bucket', 'Emails');
    expect(Properties.BucketEncryption).toBeDefined();
    expect(new Set(Object.values(Object(Properties.PublicAccessBlockConfiguration)))).toEqual(
      new Set([true]),
    );
    expect(JSON.stringify(bucketStatements(own))).toContain('"aws:SecureTransport":"false"');
  });

  it('stays with the data when the stack is deleted', () => {
    const policy = (template: Template) =>
      Object(findResource(template, 'AWS::S3::Bucket', 'Emails')).DeletionPolicy;
    expect(policy(own)).toBe('Retain');
    expect(policy(aStage({ inboundAddress, keepData: false }))).toBe('Delete');
  });

  it('raises an alarm if it waits, or if it could not be handled', () => {
    const names = resourcesOf(own, 'AWS::CloudWatch::Alarm').map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['AlarmsReceivedAge', 'AlarmsReceivedDeadLetters']),
    );
    const operate = findResource(own, 'AWS::Lambda::Function', 'WebOperate');
    expect(JSON.stringify(operate.Properties.Environment)).toContain('\\"Received\\":');
  });
});

function bucketStatements(template: Template): Record<string, unknown>[] {
  const { Properties } = findResource(template, 'AWS::S3::BucketPolicy', 'EmailsPolicy');
  return Object(Properties.PolicyDocument).Statement;
}

describe('permission', () => {
  it.each([
    ['to put emails in the bucket', () => bucketStatements(own), 's3:PutObject'],
    [
      'to publish to the topic',
      () =>
        Object(
          findResource(own, 'AWS::SNS::TopicPolicy', 'MailboxTopicPolicy').Properties
            .PolicyDocument,
        ).Statement,
      'sns:Publish',
    ],
  ])('%s is given to SES for our rule only', (_what, statements, action) => {
    const allowed = statements().filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
    expect(allowed).toHaveLength(1);
    expect(allowed[0]).toMatchObject({
      Action: action,
      Principal: { Service: 'ses.amazonaws.com' },
    });
    const { StringEquals } = Object(allowed[0].Condition);
    expect(referenceName(StringEquals['aws:SourceAccount'])).toBe('<AccountId>');
    expect(referenceName(StringEquals['aws:SourceArn'])).toBe(
      'arn:<Partition>:ses:<Region>:<AccountId>:receipt-rule-set/Stage:receipt-rule/Stage',
    );
  });

  it('to read emails is given to receive, and to nobody else', () => {
    const readers = handlersOf(own).filter(
      (handler) => Object.keys(allowedActions(statementsOf(own, handler), 's3')).length > 0,
    );
    expect(readers).toEqual(['receive']);
    expect(allowedActions(statementsOf(own, 'receive'), 's3')).toEqual({
      'MailboxEmails/*': ['GetObject'],
      // Tells an email that has expired from one that may not be read.
      MailboxEmails: ['ListBucket'],
    });
  });

  it('to send emails is not given to receive', () => {
    expect(allowedActions(statementsOf(own, 'receive'), 'ses')).toEqual({});
  });

  it('to do what emails ask for is given to operate only if the stage receives email', () => {
    const queues = (template: Template) =>
      Object.keys(allowedActions(statementsOf(template, 'operate'), 'sqs'));
    expect(queues(aStage()).some((queue) => queue === 'LanesDigestsQueue')).toBe(true);
    const headings = 'StorageBriefings/index/headings';
    const tables = (template: Template) =>
      Object.keys(allowedActions(statementsOf(template, 'operate'), 'dynamodb'));
    expect(tables(own)).toContain(headings);
    expect(tables(aStage())).not.toContain(headings);
  });
});

describe('the rule set', () => {
  it('is created, and named after the stack', () => {
    const sets = resourcesOf(own, 'AWS::SES::ReceiptRuleSet').map(({ Properties }) => Properties);
    expect(sets).toEqual([{ RuleSetName: 'Stage' }]);
  });

  it('is joined if the setting names one', () => {
    const template = aStage({ inboundAddress, inboundRuleSet: 'company-mail' });
    expect(resourcesOf(template, 'AWS::SES::ReceiptRuleSet')).toEqual([]);
    const rule = findResource(template, 'AWS::SES::ReceiptRule', 'Rule');
    expect(rule.Properties.RuleSetName).toBe('company-mail');
    expect(JSON.stringify(bucketStatements(template))).toContain(':receipt-rule-set/company-mail:');
  });
});

describe('a stage that receives email in another region', () => {
  const BUCKET = 'prod-in-<AccountId>-eu-west-1';
  const TOPIC = 'arn:<Partition>:sns:eu-west-1:<AccountId>:Briefwire-prod-inbound';

  it('has the bucket, the topic and the rule there only, under names that both stacks know', () => {
    expect(receivingTypes(main)).toEqual([]);
    expect(resourcesOf(elsewhere, 'AWS::Lambda::Function')).toEqual([]);
    const bucket = findResource(elsewhere, 'AWS::S3::Bucket', 'Emails');
    expect(referenceName(bucket.Properties.BucketName)).toBe(BUCKET);
    const topic = findResource(elsewhere, 'AWS::SNS::Topic', 'Topic');
    expect(topic.Properties.TopicName).toBe('Briefwire-prod-inbound');
    expect(ruleOf(elsewhere)).toMatchObject({ Recipients: [inboundAddress], ScanEnabled: true });
  });

  it('has its queue subscribe to the topic there, and lets no other topic send to it', () => {
    const [subscription] = resourcesOf(main, 'AWS::SNS::Subscription').filter(
      ({ Properties }) => Properties.Region !== undefined,
    );
    expect(subscription?.Properties.Region).toBe('eu-west-1');
    expect(referenceName(subscription?.Properties.TopicArn)).toBe(TOPIC);
    const policy = findResource(main, 'AWS::SQS::QueuePolicy', 'InboundReceivedQueuePolicy');
    const [, allowed] = Object(policy.Properties.PolicyDocument).Statement;
    expect(referenceName(allowed.Condition.ArnEquals['aws:SourceArn'])).toBe(TOPIC);
  });

  it('reads the bucket there', () => {
    const receive = findResource(main, 'AWS::Lambda::Function', 'InboundReceive');
    const { INBOUND_BUCKET, INBOUND_REGION } = Object(receive.Properties.Environment).Variables;
    expect([referenceName(INBOUND_BUCKET), INBOUND_REGION]).toEqual([BUCKET, 'eu-west-1']);
    expect(Object.keys(allowedActions(statementsOf(main, 'receive'), 's3'))).toEqual([
      `arn:<Partition>:s3:::${BUCKET}/*`,
      `arn:<Partition>:s3:::${BUCKET}`,
    ]);
  });

  it('has a bucket whose name is not too long for S3, even for the longest stage', () => {
    const template = aMailboxStack({ stage: 's'.repeat(32), inboundRegion: 'ap-southeast-1' });
    const name = findResource(template, 'AWS::S3::Bucket', 'Emails').Properties.BucketName;
    expect(referenceName(name).replace('<AccountId>', '123456789012').length).toBeLessThanOrEqual(
      63,
    );
  });
});
