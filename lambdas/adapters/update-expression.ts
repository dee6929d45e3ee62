import type { Item } from './dynamodb';

/** The parts of a DynamoDB update that sets these values; absent ones are let be. */
export function assignments(values: Item): {
  clauses: string;
  names: Record<string, string>;
  values: Item;
} {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return {
    clauses: entries.map(([name]) => `#${name} = :${name}`).join(', '),
    names: Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(entries.map(([name, value]) => [`:${name}`, value])),
  };
}
