import type { Template } from '../../lib/local/template/template';
import { inWords, resourcesOf } from './stage';

export interface Statement {
  readonly Effect: string;
  readonly Action: string[];
  readonly Resource: string[];
  readonly Condition: unknown;
}

/** What the role of the function with this handler may do. */
export function statementsOf(template: Template, handler: string): Statement[] {
  const fn = resourcesOf(template, 'AWS::Lambda::Function').find(
    ({ Metadata }) => Object(Metadata).briefwire?.handler === handler,
  );
  if (fn === undefined) throw new Error(`No function has the handler "${handler}".`);
  return statementsOfRole(template, inWords(fn.Properties.Role));
}

/** What a role may do, by all its policies. */
export function statementsOfRole(template: Template, role: string): Statement[] {
  return resourcesOf(template, 'AWS::IAM::Policy')
    .filter(({ Properties }) => asList(Properties.Roles).map(inWords).includes(role))
    .flatMap(({ Properties }) => asList(Object(Properties.PolicyDocument).Statement))
    .map(toStatement);
}

/** The actions of one service (`dynamodb`), without its prefix and sorted, by what they are allowed on. */
export function allowed(
  statements: readonly Statement[],
  service: string,
): Record<string, string[]> {
  const byResource: Record<string, string[]> = {};
  for (const { Action, Resource } of statements) {
    const actions = Action.filter((action) => action.startsWith(`${service}:`));
    for (const resource of actions.length > 0 ? Resource : []) {
      const others = byResource[resource] ?? [];
      byResource[resource] = [...others, ...actions.map(withoutService)].sort();
    }
  }
  return byResource;
}

function toStatement(statement: unknown): Statement {
  const { Effect, Action, Resource, Condition } = Object(statement);
  return {
    Effect,
    Action: asList(Action).map(String),
    Resource: asList(Resource).map(inWords),
    Condition,
  };
}

function withoutService(action: string): string {
  return action.slice(action.indexOf(':') + 1);
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
