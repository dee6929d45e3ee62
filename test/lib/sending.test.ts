import { composeEmail } from '../../lambdas/rendering/emails/compose-email';
import type { Template } from '../../lib/local/template/template';
import { aConfirmView } from '../support/mail-views';
import { headerValue } from '../support/raw-mail';
import { statementsOf } from './permissions';
import { aStage, findResource, referenceName, resourcesOf } from './stage';

const identitiesOf = (template: Template) =>
  resourcesOf(template, 'AWS::SES::EmailIdentity').map(
    ({ Properties }) => Properties.EmailIdentity,
  );
const outputsOf = (template: Template): Record<string, { Value: unknown }> =>
  'Outputs' in template ? Object(template.Outputs) : {};

describe('the sender', () => {
  it('creates an SES identity for its domain', () => {
    expect(identitiesOf(aStage({ identity: 'domain' }))).toEqual(['news.test']);
  });

  it('has its three DKIM records among the outputs when it is a domain', () => {
    const template = aStage({ identity: 'domain' });
    const records = Object.entries(outputsOf(template)).filter(([name]) => name.startsWith('Dkim'));
    expect(records.map(([name]) => name)).toEqual(['DkimRecord1', 'DkimRecord2', 'DkimRecord3']);
    for (const [, { Value }] of records) {
      expect(referenceName(Value)).toMatch(/ CNAME /);
    }
  });

  it('creates an SES identity for its address only, without DKIM records', () => {
    const template = aStage({ identity: 'address' });
    expect(identitiesOf(template)).toEqual(['desk@news.test']);
    expect(Object.keys(outputsOf(template))).toEqual(['SiteUrl', 'ApiUrl']);
  });

  it('creates no SES identity when it exists already', () => {
    expect(identitiesOf(aStage({ identity: 'existing' }))).toEqual([]);
  });

  it('uses the suppression list of SES for bounces and complaints', () => {
    const { Properties } = findResource(aStage(), 'AWS::SES::ConfigurationSet', 'ConfigurationSet');
    expect(Properties.SuppressionOptions).toEqual({ SuppressedReasons: ['BOUNCE', 'COMPLAINT'] });
  });
});

describe('a sender whose domain is written in another way', () => {
  it.each([
    ['in capitals', 'News@Example.ORG', 'News@example.org'],
    ['in capitals, after a name', 'News Desk <News@Example.ORG>', 'News@example.org'],
    ['in Unicode', 'Desk <desk@Bücher.example>', 'desk@xn--bcher-kva.example'],
    ['in Punycode, in capitals', 'desk@XN--BCHER-KVA.example', 'desk@xn--bcher-kva.example'],
  ])('%s: the email, its permission and the SES identity agree', async (_how, sender, address) => {
    const template = aStage({ sender, identity: 'address' });
    expect(identitiesOf(template)).toEqual([address]);
    expect(permittedSenders(template)).toEqual([address]);
    expect(await fromHeader(template)).toContain(address);
    const domain = address.slice(address.indexOf('@') + 1);
    expect(identitiesOf(aStage({ sender, identity: 'domain' }))).toEqual([domain]);
  });
});

/** The addresses that the role of `deliver` may send from. */
function permittedSenders(template: Template): unknown[] {
  return statementsOf(template, 'deliver').flatMap(({ Condition }) => {
    const { StringEquals = {} } = Object(Condition);
    return StringEquals['ses:FromAddress'] ?? [];
  });
}

/** The From header of an email that `deliver` composes with its environment variables. */
async function fromHeader(template: Template): Promise<string> {
  const deliver = findResource(template, 'AWS::Lambda::Function', 'DeliveryDeliver').Properties;
  const sender: string = Object(deliver.Environment).Variables.SENDER;
  const context = aConfirmView({ sender });
  const rendered = { subject: 'Confirm', text: 'Confirm', html: '<p>Confirm</p>' };
  const raw = await composeEmail({ kind: 'confirm', context, rendered });
  return headerValue(raw, 'From') ?? '';
}

describe('the send rate', () => {
  const TIMEOUT_SECONDS = 30;

  it.each([1, 1.5, 14, 50, 5_000])(
    'of %d per second is not exceeded by all workers together',
    (rate) => {
      const template = aStage({ sendRate: rate });
      const deliver = findResource(template, 'AWS::Lambda::Function', 'DeliveryDeliver').Properties;
      const mapping = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').find(
        ({ Properties }) => referenceName(Properties.FunctionName) === 'DeliveryDeliver',
      );
      const { MaximumConcurrency } = Object(mapping?.Properties.ScalingConfig);
      const ratePerWorker = Number(Object(deliver.Environment).Variables.WORKER_SEND_RATE);
      expect(MaximumConcurrency * ratePerWorker).toBeCloseTo(rate, 6);
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
      expect(MaximumConcurrency).toBeGreaterThanOrEqual(2);
      expect(MaximumConcurrency).toBeLessThanOrEqual(1_000);
      // A whole batch is sent before the function times out.
      expect(Number(deliver.Timeout)).toBe(TIMEOUT_SECONDS);
      expect(Number(mapping?.Properties.BatchSize) / ratePerWorker).toBeLessThan(TIMEOUT_SECONDS);
    },
  );
});
