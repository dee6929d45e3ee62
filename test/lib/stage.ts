import { App } from 'aws-cdk-lib';
import { BriefwireStack } from '../../lib/briefwire-stack';
import { synthesize } from '../../lib/local/synthesize';
import type { Resource, Template } from '../../lib/local/template/template';
import { readSettings, type Settings } from '../../lib/settings';

/** Valid settings, without example values. */
export const validSettings = {
  stage: 'prod',
  sender: 'Middle East Desk <desk@news.test>',
  identity: 'domain',
  siteName: 'Middle East Desk',
  brand: { name: 'The Desk', accent: '#0b5d1e' },
  siteUrl: 'https://news.test',
  postalAddress: '7 Quay Road, Porthaven',
  sendRate: 14,
  alertWindowMinutes: 15,
  maxAlertsPerDay: 20,
  dailyQuota: 50_000,
  digestHour: 8,
  timeZone: 'Europe/London',
  keepData: true,
  dashboard: false,
  answersPerHour: 500,
  logRetentionDays: 30,
  topicLanguage: 'fr',
  maxTopicsPerSubscriber: 50,
  suggestedTopics: ['harbour dues'],
  newsletters: [
    { name: 'harbour', title: 'Harbour news', description: 'Ships and dues.', cadence: 'Fridays' },
  ],
  refusedDomains: ['mailinator.com'],
  formOrigins: ['https://www.porthaven.example'],
};

/** Reads settings from a CDK context. Undefined values are missing. */
export function readContext(given: Record<string, unknown>): Settings {
  return readSettings(new App({ context: given }).node);
}

/** The template of a stage with these changes to its settings. */
export function aStage(changes: Record<string, unknown> = {}): Template {
  const settings = readContext({ ...validSettings, ...changes });
  return synthesize((app) => new BriefwireStack(app, 'Stage', { settings }));
}

export interface DeclaredResource extends Resource {
  /** The logical id without its hash. */
  readonly name: string;
  readonly Properties: NonNullable<Resource['Properties']>;
}

/** The resources of one type (`AWS::SQS::Queue`). */
export function resourcesOf(template: Template, type: string): DeclaredResource[] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ Properties: {}, ...resource, name: nameOf(id) }));
}

/** The handlers of all functions, for example `fan-out`. */
export function handlersOf(template: Template): string[] {
  return resourcesOf(template, 'AWS::Lambda::Function').map(handlerOf);
}

/** The handler that a function's metadata names. */
export function handlerOf({ Metadata }: Resource): string {
  return Object(Metadata).briefwire.handler;
}

/**
 * The resource of a type whose name ends with the given text.
 *
 * @throws Error unless there is exactly one.
 */
export function findResource(template: Template, type: string, ending: string): DeclaredResource {
  const found = resourcesOf(template, type).filter(({ name }) => name.endsWith(ending));
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new Error(
      `Expected one ${type} whose name ends with "${ending}", found ${found.length}.`,
    );
  }
  return only;
}

/**
 * A readable form of an intrinsic function: `StorageTopics` for a reference to its ARN, name or URL,
 * `StorageMatches/index/byMatchedAt` for a join.
 */
export function referenceName(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': joined } = Object(value);
  if (typeof Ref === 'string') return nameOf(Ref);
  if (Array.isArray(attribute)) return nameOf(String(attribute[0]));
  if (Array.isArray(joined)) return joined[1].map(referenceName).join(joined[0]);
  throw new Error(`${JSON.stringify(value)} isn't a reference.`);
}

function nameOf(logicalId: string): string {
  if (logicalId.startsWith('AWS::')) return `<${logicalId.slice('AWS::'.length)}>`;
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}
