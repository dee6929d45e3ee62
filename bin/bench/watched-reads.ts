import type { BatchGetCommandOutput, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unitsOfMissing } from './missing-items';

interface Read {
  start: number;
  end: number;
  units: number;
  keys: number;
  /** Units of the keys without an item. */
  missingUnits: number;
}

/** What was read since the watch started. */
export interface WatchedReads {
  /** Read units as DynamoDB Local counts them. */
  units: () => number;
  /**
   * Read units by AWS's rule, which DynamoDB Local does not follow: a key without an item also costs.
   */
  unitsOnAws: () => number;
  keys: () => number;
  /** The highest number of consecutive round trips for one briefing. */
  maxSequential: () => number;
}

/** A longer gap between reads (ms) means that another briefing was analyzed in between. */
const MIN_GAP_MS = 1;

/** Records the batched reads of a client from now on. */
export function watchReads(client: DynamoDBDocumentClient): WatchedReads {
  const reads: Read[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      const input = args.input as Parameters<typeof unitsOfMissing>[0] & {
        ReturnConsumedCapacity?: string;
      };
      if (input.RequestItems === undefined) return next(args);
      input.ReturnConsumedCapacity = 'TOTAL';
      const start = performance.now();
      const answer = await next(args);
      const { ConsumedCapacity = [], Responses = {} } = answer.output as BatchGetCommandOutput;
      const units = ConsumedCapacity.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
      const [request] = Object.values(input.RequestItems);
      const keys = request?.Keys?.length ?? 0;
      const missingUnits = unitsOfMissing(input, { Responses });
      reads.push({ start, end: performance.now(), units, keys, missingUnits });
      return answer;
    },
    { step: 'initialize', priority: 'high' },
  );
  return {
    units: () => reads.reduce((sum, read) => sum + read.units, 0),
    unitsOnAws: () => reads.reduce((sum, { units, missingUnits }) => sum + units + missingUnits, 0),
    keys: () => reads.reduce((sum, read) => sum + read.keys, 0),
    maxSequential: () => maxSequentialOf(reads),
  };
}

function maxSequentialOf(reads: Read[]): number {
  const inOrder = [...reads].sort((a, b) => a.start - b.start);
  let max = 0;
  let depth = 0;
  let waveEnds = Number.NEGATIVE_INFINITY;
  let firstEnd = Number.POSITIVE_INFINITY;
  for (const { start, end } of inOrder) {
    if (start > waveEnds + MIN_GAP_MS) {
      depth = 1;
      firstEnd = end;
    } else if (start >= firstEnd) {
      depth += 1;
      firstEnd = end;
    }
    firstEnd = Math.min(firstEnd, end);
    waveEnds = Math.max(waveEnds, end);
    max = Math.max(max, depth);
  }
  return max;
}
