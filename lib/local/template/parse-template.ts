import { type ConfigurationSets, parseConfigurationSets } from './email-events';
import { type EventSources, parseEventSources } from './event-sources';
import { type FunctionDefinition, parseFunctions } from './functions';
import { type MailboxDefinition, parseMailboxes } from './mailboxes';
import { parseQueues, type QueueDefinition } from './queues';
import { createReferenceResolver, type LocalAddresses } from './references';
import { rejectUnsupportedResources } from './resource-types';
import { parseRoutes, type RouteDefinition } from './routes';
import { parseScheduleGroups, parseSchedules, type ScheduleDefinition } from './schedules';
import { parseTables, type TableDefinition } from './tables';
import type { Template } from './template';
import { parseTopics, type TopicSubscribers } from './topics';

/** Everything in a template that the local stack runs, with references resolved. */
export interface StackDefinition {
  readonly functions: FunctionDefinition[];
  readonly tables: TableDefinition[];
  readonly queues: QueueDefinition[];
  readonly eventSources: EventSources;
  readonly routes: RouteDefinition[];
  readonly schedules: ScheduleDefinition[];
  /** The groups in which functions create one-time schedules. */
  readonly scheduleGroups: string[];
  readonly configurationSets: ConfigurationSets;
  readonly topics: TopicSubscribers;
  readonly mailboxes: MailboxDefinition[];
}

/**
 * @throws Error naming the resource type, property, intrinsic function or operator that the local
 * stack doesn't support.
 */
export function parseTemplate(template: Template, addresses: LocalAddresses): StackDefinition {
  rejectUnsupportedResources(template);
  const resolvable = { template, references: createReferenceResolver(template, addresses) };
  return {
    functions: parseFunctions(resolvable),
    tables: parseTables(resolvable),
    queues: parseQueues(resolvable),
    eventSources: parseEventSources(resolvable),
    routes: parseRoutes(resolvable),
    schedules: parseSchedules(resolvable),
    scheduleGroups: parseScheduleGroups(resolvable),
    configurationSets: parseConfigurationSets(resolvable),
    topics: parseTopics(resolvable),
    mailboxes: parseMailboxes(resolvable),
  };
}
