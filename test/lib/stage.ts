import { App } from 'aws-cdk-lib';
import { BriefwireStack } from '../../lib/briefwire-stack';
import { synthesize } from '../../lib/local/synthesize';
import type { Resource, Template } from '../../lib/local/template/template';
import { readSettings, type Settings } from '../../lib/settings';

/** Settings of a stage that somebody could deploy. */
export const realSettings = {
  stage: 'prod',
  sender: 'Middle East Desk <desk@news.test>',
  identity: 'domain',
  siteName: 'Middle East Desk',
  siteUrl: 'https://news.test',
  postalAddress: '7 Quay Road, Porthaven',
  sendRate: 14,
  digestHour: 8,
  timeZone: 'Europe/London',
  keepData: true,
  logRetentionDays: 30,
  topicLanguage: 'fr',
  suggestedTopics: ['harbour dues'],
};

/** Reads settings as `cdk` would hand them over; an undefined one is not given. */
export function readGiven(given: Record<string, unknown>): Settings {
  return readSettings(new App({ context: given }).node);
}

/** The template of a stage, its settings changed as told. */
export function aStage(changes: Record<string, unknown> = {}): Template {
  const settings = readGiven({ ...realSettings, ...changes });
  return synthesize((app) => new BriefwireStack(app, 'Stage', { settings }));
}

export interface Declared extends Resource {
  /** The logical id without the hash at its end. */
  readonly name: string;
  readonly Properties: NonNullable<Resource['Properties']>;
}

/** The resources of one type (`AWS::SQS::Queue`). */
export function resourcesOf(template: Template, type: string): Declared[] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ Properties: {}, ...resource, name: nameOf(id) }));
}

/** The one resource of a type whose name ends so. */
export function theResource(template: Template, type: string, ending: string): Declared {
  const found = resourcesOf(template, type).filter(({ name }) => name.endsWith(ending));
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new Error(`${found.length} resources of ${type} have a name that ends in "${ending}".`);
  }
  return only;
}

/**
 * What a reference stands for, as a person would say it: `StorageTopics` for its ARN, name or
 * address, `StorageMatches/index/byMatchedAt` for what is joined from several.
 */
export function inWords(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': joined } = Object(value);
  if (typeof Ref === 'string') return nameOf(Ref);
  if (Array.isArray(attribute)) return nameOf(String(attribute[0]));
  if (Array.isArray(joined)) return joined[1].map(inWords).join(joined[0]);
  throw new Error(`${JSON.stringify(value)} is no reference.`);
}

function nameOf(logicalId: string): string {
  if (logicalId.startsWith('AWS::')) return `<${logicalId.slice('AWS::'.length)}>`;
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}
