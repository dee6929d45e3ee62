import type { BatchGetCommandOutput, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

interface Read {
  start: number;
  end: number;
  units: number;
  keys: number;
}

/** What was read since: read units as DynamoDB counts them, keys, and how deep the round trips lay. */
export interface WatchedReads {
  units: () => number;
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
      const { ConsumedCapacity = [] } = answer.output as BatchGetCommandOutput;
      const units = ConsumedCapacity.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
      const [wanted] = Object.values(input.RequestItems) as { Keys?: unknown[] }[];
      reads.push({ start, end: performance.now(), units, keys: wanted?.Keys?.length ?? 0 });
      return answer;
    },
    { step: 'initialize', priority: 'high' },
  );
  return {
    units: () => reads.reduce((sum, read) => sum + read.units, 0),
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
