/**
 * The least that a read costs, in read units: of a missing item, or of a query without results.
 * DynamoDB Local does not charge these.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export const MIN_READ_UNITS = { consistent: 1, eventual: 0.5 } as const;

interface BatchRequest {
  RequestItems?: Record<string, { Keys?: unknown[]; ConsistentRead?: boolean }>;
}

/** What AWS charges for the keys of a batch that have no item, in read units. */
export function unitsOfMissing(
  { RequestItems = {} }: BatchRequest,
  { Responses = {} }: { Responses?: Record<string, unknown[]> },
): number {
  return Object.entries(RequestItems).reduce((sum, [table, { Keys = [], ConsistentRead }]) => {
    const missing = Keys.length - (Responses[table]?.length ?? 0);
    return sum + missing * (ConsistentRead ? MIN_READ_UNITS.consistent : MIN_READ_UNITS.eventual);
  }, 0);
}
