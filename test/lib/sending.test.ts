import type { Template } from '../../lib/local/template/template';
import { aStage, inWords, resourcesOf, theResource } from './stage';

const identitiesOf = (template: Template) =>
  resourcesOf(template, 'AWS::SES::EmailIdentity').map(
    ({ Properties }) => Properties.EmailIdentity,
  );
const outputsOf = (template: Template): Record<string, { Value: unknown }> =>
  'Outputs' in template ? Object(template.Outputs) : {};

describe('the sender', () => {
  it('of a domain: the domain becomes an identity of SES', () => {
    expect(identitiesOf(aStage({ identity: 'domain' }))).toEqual(['news.test']);
  });

  it('of a domain: its three DKIM records are told', () => {
    const template = aStage({ identity: 'domain' });
    const records = Object.entries(outputsOf(template)).filter(([name]) => name.startsWith('Dkim'));
    expect(records.map(([name]) => name)).toEqual(['DkimRecord1', 'DkimRecord2', 'DkimRecord3']);
    for (const [, { Value }] of records) {
      expect(inWords(Value)).toMatch(/ CNAME /);
    }
  });

  it('of an address: the address alone becomes one, and there are no records to set', () => {
    const template = aStage({ identity: 'address' });
    expect(identitiesOf(template)).toEqual(['desk@news.test']);
    expect(Object.keys(outputsOf(template))).toEqual(['SiteUrl', 'ApiUrl']);
  });

  it('that SES knows already is not made again', () => {
    expect(identitiesOf(aStage({ identity: 'existing' }))).toEqual([]);
  });

  it('is protected by SES’s own list of addresses that bounced or complained', () => {
    const { Properties } = theResource(aStage(), 'AWS::SES::ConfigurationSet', 'ConfigurationSet');
    expect(Properties.SuppressionOptions).toEqual({ SuppressedReasons: ['BOUNCE', 'COMPLAINT'] });
  });
});

describe('the send rate', () => {
  const BATCH_SECONDS = 30;

  it.each([1, 1.5, 14, 50, 5_000])('of %d a second is kept to by all workers together', (rate) => {
    const template = aStage({ sendRate: rate });
    const deliver = theResource(template, 'AWS::Lambda::Function', 'DeliveryDeliver').Properties;
    const feed = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').find(
      ({ Properties }) => inWords(Properties.FunctionName) === 'DeliveryDeliver',
    );
    const { MaximumConcurrency } = Object(feed?.Properties.ScalingConfig);
    const each = Number(Object(deliver.Environment).Variables.WORKER_SEND_RATE);
    expect(MaximumConcurrency * each).toBeCloseTo(rate, 6);
    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
    expect(MaximumConcurrency).toBeGreaterThanOrEqual(2);
    expect(MaximumConcurrency).toBeLessThanOrEqual(1_000);
    // A whole batch is sent before the function's time is up.
    expect(Number(deliver.Timeout)).toBe(BATCH_SECONDS);
    expect(Number(feed?.Properties.BatchSize) / each).toBeLessThan(BATCH_SECONDS);
  });
});
