import type { Template } from '../../lib/local/template/template';
import { aStage, resourcesOf } from './stage';

const TABLES = [
  'StorageBriefings',
  'StorageDeliveries',
  'StorageFeeds',
  'StorageMatches',
  'StorageScheduled',
  'StorageSubscribers',
  'StorageTopics',
];

const tablesOf = (template: Template) => resourcesOf(template, 'AWS::DynamoDB::GlobalTable');

/** The resources that are kept when the stack is deleted. */
function retainedResources(template: Template): string[] {
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

describe('a stage with keepData', () => {
  const template = aStage({ keepData: true });

  it('retains only its tables when it is deleted or a table is replaced', () => {
    expect(retainedResources(template)).toEqual(TABLES);
    for (const table of tablesOf(template)) {
      expect(table).toMatchObject({ UpdateReplacePolicy: 'Retain' });
    }
  });

  it.each(tablesOf(template))('protects $name against deletion', (table) => {
    expect(replicaOf(table)).toMatchObject({ DeletionProtectionEnabled: true });
  });
});

describe('a stage without keepData', () => {
  const template = aStage({ keepData: false });

  it('retains nothing', () => {
    expect(retainedResources(template)).toEqual([]);
  });

  it.each(tablesOf(template))('does not protect $name against deletion', (table) => {
    expect(replicaOf(table)).toMatchObject({ DeletionProtectionEnabled: false });
  });
});

describe('tables', () => {
  const template = aStage();

  it.each(tablesOf(template))('$name has point-in-time recovery', (table) => {
    expect(replicaOf(table)).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it.each(tablesOf(template))('$name is billed per request', ({ Properties }) => {
    expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
  });

  it('only matches, deliveries and turns at servers expire', () => {
    const expiring = tablesOf(template)
      .filter(({ Properties }) => Properties.TimeToLiveSpecification)
      .map(({ name, Properties }) => [name, Properties.TimeToLiveSpecification]);
    const byExpiry = { AttributeName: 'expiresAt', Enabled: true };
    expect(expiring).toEqual([
      ['StorageMatches', byExpiry],
      ['StorageDeliveries', byExpiry],
      // Turns at servers.
      ['StorageFeeds', byExpiry],
    ]);
  });

  it('matches have a local index, so that a digest can read them consistently', () => {
    const matches = tablesOf(template).find(({ name }) => name === 'StorageMatches');
    expect(matches?.Properties.LocalSecondaryIndexes).toMatchObject([{ IndexName: 'byMatchedAt' }]);
  });
});
