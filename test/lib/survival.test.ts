import type { Template } from '../../lib/local/template/template';
import { aStage, resourcesOf } from './stage';

const TABLES = [
  'StorageBriefings',
  'StorageDeliveries',
  'StorageMatches',
  'StorageSubscribers',
  'StorageTopics',
];

const tablesOf = (template: Template) => resourcesOf(template, 'AWS::DynamoDB::GlobalTable');

/** What stays when the stack is deleted. */
function survivorsOf(template: Template): string[] {
  const types = new Set(Object.values(template.Resources).map(({ Type }) => Type));
  return [...types]
    .flatMap((type) => resourcesOf(template, type))
    .filter((resource) => 'DeletionPolicy' in resource && resource.DeletionPolicy !== 'Delete')
    .map(({ name }) => name)
    .sort();
}

/** A table's replica in the stage's own region. */
function replicaOf({ Properties }: { Properties: Record<string, unknown> }) {
  return Object(Properties.Replicas)[0];
}

describe('a stage that keeps its data', () => {
  const template = aStage({ keepData: true });

  it('leaves its five tables, and nothing else, when it is deleted or a table is replaced', () => {
    expect(survivorsOf(template)).toEqual(TABLES);
    for (const table of tablesOf(template)) {
      expect(table).toMatchObject({ UpdateReplacePolicy: 'Retain' });
    }
  });

  it.each(tablesOf(template))('protects $name from being deleted by mistake', (table) => {
    expect(replicaOf(table)).toMatchObject({ DeletionProtectionEnabled: true });
  });
});

describe('a stage for a while', () => {
  const template = aStage({ keepData: false });

  it('leaves nothing behind', () => {
    expect(survivorsOf(template)).toEqual([]);
  });

  it.each(tablesOf(template))('lets $name be deleted', (table) => {
    expect(replicaOf(table)).toMatchObject({ DeletionProtectionEnabled: false });
  });
});

describe('every table', () => {
  const template = aStage();

  it.each(tablesOf(template))('$name can be set back to any moment of the last weeks', (table) => {
    expect(replicaOf(table)).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it.each(tablesOf(template))('$name is paid by the request', ({ Properties }) => {
    expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
  });

  it('forgets matches and deliveries in time, and nothing else by itself', () => {
    const forgetful = tablesOf(template)
      .filter(({ Properties }) => Properties.TimeToLiveSpecification)
      .map(({ name, Properties }) => [name, Properties.TimeToLiveSpecification]);
    const byExpiry = { AttributeName: 'expiresAt', Enabled: true };
    expect(forgetful).toEqual([
      ['StorageMatches', byExpiry],
      ['StorageDeliveries', byExpiry],
    ]);
  });

  it('can be read as of now where a digest must see every match: by a local index', () => {
    const matches = tablesOf(template).find(({ name }) => name === 'StorageMatches');
    expect(matches?.Properties.LocalSecondaryIndexes).toMatchObject([{ IndexName: 'byMatchedAt' }]);
  });
});
