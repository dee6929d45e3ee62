import { type DeclaredEventSources, declaredEventSources } from './event-sources';
import { type DeclaredFunction, declaredFunctions } from './functions';
import {
  type DeclaredConfigurationSets,
  type DeclaredRule,
  declaredConfigurationSets,
  declaredRules,
} from './mail-events';
import { type LocalAddresses, localReferences } from './names';
import { type DeclaredQueue, declaredQueues } from './queues';
import { refuseUnknownResources } from './resource-kinds';
import { type DeclaredRoute, declaredRoutes } from './routes';
import { type DeclaredSchedule, declaredSchedules } from './schedules';
import { type DeclaredTable, declaredTables } from './tables';
import type { Template } from './template';

/** All that a template declares and the local stack runs, its references resolved. */
export interface DeclaredStack {
  readonly functions: DeclaredFunction[];
  readonly tables: DeclaredTable[];
  readonly queues: DeclaredQueue[];
  readonly eventSources: DeclaredEventSources;
  readonly routes: DeclaredRoute[];
  readonly schedules: DeclaredSchedule[];
  readonly configurationSets: DeclaredConfigurationSets;
  readonly rules: DeclaredRule[];
}

/** @throws Error with a sentence when the template declares anything that would not run locally. */
export function readDeclaredStack(template: Template, addresses: LocalAddresses): DeclaredStack {
  refuseUnknownResources(template);
  const resolvable = { template, references: localReferences(template, addresses) };
  return {
    functions: declaredFunctions(resolvable),
    tables: declaredTables(resolvable),
    queues: declaredQueues(resolvable),
    eventSources: declaredEventSources(resolvable),
    routes: declaredRoutes(resolvable),
    schedules: declaredSchedules(resolvable),
    configurationSets: declaredConfigurationSets(resolvable),
    rules: declaredRules(resolvable),
  };
}
