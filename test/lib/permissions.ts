import type { Template } from '../../lib/local/template/template';
import { handlerOf, referenceName, resourcesOf } from './stage';

export interface Statement {
  readonly Effect: string;
  readonly Action: string[];
  readonly Resource: string[];
  readonly Condition: unknown;
}

/** The policy statements of the function with this handler. */
export function statementsOf(template: Template, handler: string): Statement[] {
  const fn = resourcesOf(template, 'AWS::Lambda::Function').find(
    (candidate) => handlerOf(candidate) === handler,
  );
  if (fn === undefined) throw new Error(`No function has the handler "${handler}".`);
  return statementsOfRole(template, referenceName(fn.Properties.Role));
}

/** The statements of all policies of a role: CDK puts those beyond the size of an inline policy into a managed one. */
export function statementsOfRole(template: Template, role: string): Statement[] {
  return ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => resourcesOf(template, type))
    .filter(({ Properties }) => toArray(Properties.Roles).map(referenceName).includes(role))
    .flatMap(({ Properties }) => toArray(Object(Properties.PolicyDocument).Statement))
    .map(toStatement);
}

/** The allowed actions of one service (`dynamodb`) by resource, sorted and without the service prefix. */
export function allowedActions(
  statements: readonly Statement[],
  service: string,
): Record<string, string[]> {
  const byResource: Record<string, string[]> = {};
  for (const { Action, Resource } of statements) {
    const actions = Action.filter((action) => action.startsWith(`${service}:`));
    for (const resource of actions.length > 0 ? Resource : []) {
      const previous = byResource[resource] ?? [];
      byResource[resource] = [...previous, ...actions.map(withoutService)].sort();
    }
  }
  return byResource;
}

function toStatement(statement: unknown): Statement {
  const { Effect, Action, Resource, Condition } = Object(statement);
  return {
    Effect,
    Action: toArray(Action).map(String),
    Resource: toArray(Resource).map(referenceName),
    Condition,
  };
}

function withoutService(action: string): string {
  return action.slice(action.indexOf(':') + 1);
}

function toArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
