import type { BatchGetCommandOutput, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

interface Read {
  start: number;
  end: number;
  units: number;
  keys: number;
  missing: number;
}

/** What was read since: read units as DynamoDB counts them, keys, and how deep the round trips lay. */
export interface WatchedReads {
  units: () => number;
  /**
   * The same by AWS's own rule, which DynamoDB Local does not follow: a key without an item costs
   * half a unit too.
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
   */
  unitsOnAws: () => number;
  keys: () => number;
  /** Of all spans of work, the most round trips of which each began after another had ended. */
  deepest: () => number;
}

/** Reads further apart (ms) belong to another briefing: between them it was analyzed. */
const APART_MS = 1;

/** Watches the batched reads of a client. */
export function watchReads(client: DynamoDBDocumentClient): WatchedReads {
  const reads: Read[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      const input = args.input as { ReturnConsumedCapacity?: string; RequestItems?: object };
      if (input.RequestItems === undefined) return next(args);
      input.ReturnConsumedCapacity = 'TOTAL';
      const start = performance.now();
      const answer = await next(args);
      const { ConsumedCapacity = [], Responses = {} } = answer.output as BatchGetCommandOutput;
      const units = ConsumedCapacity.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
      const [wanted] = Object.values(input.RequestItems) as { Keys?: unknown[] }[];
      const keys = wanted?.Keys?.length ?? 0;
      const missing = keys - Object.values(Responses).flat().length;
      reads.push({ start, end: performance.now(), units, keys, missing });
      return answer;
    },
    { step: 'initialize', priority: 'high' },
  );
  return {
    units: () => reads.reduce((sum, read) => sum + read.units, 0),
    unitsOnAws: () => reads.reduce((sum, { units, missing }) => sum + units + missing / 2, 0),
    keys: () => reads.reduce((sum, read) => sum + read.keys, 0),
    deepest: () => deepestOf(reads),
  };
}

function deepestOf(reads: Read[]): number {
  const inOrder = [...reads].sort((a, b) => a.start - b.start);
  let deepest = 0;
  let depth = 0;
  let waveEnds = Number.NEGATIVE_INFINITY;
  let firstEnd = Number.POSITIVE_INFINITY;
  for (const { start, end } of inOrder) {
    if (start > waveEnds + APART_MS) {
      depth = 1;
      firstEnd = end;
    } else if (start >= firstEnd) {
      depth += 1;
      firstEnd = end;
    }
    firstEnd = Math.min(firstEnd, end);
    waveEnds = Math.max(waveEnds, end);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
