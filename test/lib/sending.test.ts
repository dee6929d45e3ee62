import { composeEmail } from '../../lambdas/rendering/emails/compose-email';
import type { Template } from '../../lib/local/template/template';
import { aConfirmView } from '../support/email-views';
import { headerValue } from '../support/raw-email';
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
  const lanes = ['Confirmations', 'Alerts', 'Digests'];

  /** How many workers each lane has at this rate, and the rate that they are told. */
  const workersAt = (sendRate: number) => {
    const template = aStage({ sendRate });
    const deliver = findResource(template, 'AWS::Lambda::Function', 'DeliveryDeliver').Properties;
    const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => referenceName(Properties.FunctionName) === 'DeliveryDeliver',
    );
    const workers = lanes.map((lane) => {
      const mapping = mappings.find(
        ({ Properties }) => referenceName(Properties.EventSourceArn) === `Lanes${lane}Queue`,
      );
      return Number(Object(mapping?.Properties.ScalingConfig).MaximumConcurrency);
    });
    return { workers, rate: Number(Object(deliver.Environment).Variables.SEND_RATE) };
  };

  it.each([
    [1, [2, 2, 2]],
    [1.5, [2, 2, 2]],
    [14, [2, 2, 2]],
    [50, [2, 4, 4]],
    [500, [8, 36, 36]],
    [2_800, [40, 200, 200]],
  ])('of %d per second gives each lane enough workers, and one shared limit', (rate, workers) => {
    expect(workersAt(rate)).toEqual({ workers, rate });
  });
});
