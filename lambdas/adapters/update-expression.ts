import type { Item } from './dynamodb';

/** The parts of a DynamoDB update that sets these attributes. Undefined values are left out. */
export function buildSetExpression(values: Item): {
  /** The expression after `SET`. */
  assignments: string;
  names: Record<string, string>;
  values: Item;
} {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return {
    assignments: entries.map(([name]) => `#${name} = :${name}`).join(', '),
    names: Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(entries.map(([name, value]) => [`:${name}`, value])),
  };
}
