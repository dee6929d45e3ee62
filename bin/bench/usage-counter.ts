import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { MeasuredInvocation } from '../../lib/local/functions/local-function';
import { MIN_READ_UNITS, unitsOfMissing } from './missing-items';

/** Calls and units since the last reset. */
export interface Counts {
  writeUnits: number;
  readUnits: number;
  /** Requests to SQS by the functions themselves. */
  queueCalls: number;
  /** Of up to ten messages each, as one request of SQS receives or deletes. */
  queueBatches: number;
  /** How many times the functions called each operation of DynamoDB and SQS. */
  calls: Map<string, number>;
  /** Invocations and their total ms by handler. */
  functions: Map<string, { invocations: number; ms: number }>;
}

/** An operation's reply, with what DynamoDB Local says about its capacity. */
interface Reply {
  ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
  Responses?: Record<string, unknown[]>;
}

interface Call {
  ConsistentRead?: boolean;
  ReturnConsumedCapacity?: string;
  RequestItems?: Record<string, { Keys?: unknown[]; ConsistentRead?: boolean }>;
}

/** DynamoDB Local counts the units of a transaction twice, after doubling them as AWS does. */
const TRANSACTION_CORRECTION = 0.5;
const MIN_WRITE_UNITS = 1;
/** Of SQS. */
const MAX_MESSAGES_PER_REQUEST = 10;

/**
 * Counts what the functions of a local stack use, in units by AWS's rules. Create it before the stack,
 * because it changes how the functions' clients are created. DynamoDB Local computes the units from the
 * sizes of items and index entries; where it differs from AWS, this corrects it: missing items and
 * queries without results are charged, transactions cost twice as much and not four times, and so are
 * writes whose condition fails.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export class UsageCounter {
  counts = noCounts();

  constructor() {
    const createClient = DynamoDBDocumentClient.from;
    DynamoDBDocumentClient.from = (...settings) => this.watchTables(createClient(...settings));
    this.watchQueues();
  }

  reset(): void {
    this.counts = noCounts();
  }

  readonly countInvocation = ({ handler, event, ms }: MeasuredInvocation): void => {
    const { functions } = this.counts;
    const before = functions.get(handler) ?? { invocations: 0, ms: 0 };
    functions.set(handler, { invocations: before.invocations + 1, ms: before.ms + ms });
    const records = (event as { Records?: { eventSource?: string }[] } | undefined)?.Records ?? [];
    if (records[0]?.eventSource === 'aws:sqs') {
      this.counts.queueBatches += Math.ceil(records.length / MAX_MESSAGES_PER_REQUEST);
    }
  };

  private countCall(name: string): void {
    const { calls } = this.counts;
    calls.set(name, (calls.get(name) ?? 0) + 1);
  }

  private watchTables(client: DynamoDBDocumentClient): DynamoDBDocumentClient {
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          const input = args.input as Call;
          input.ReturnConsumedCapacity = 'TOTAL';
          this.countCall(commandName.replace('Command', ''));
          try {
            const answer = await next(args);
            this.countUnits(commandName, input, answer.output as Reply);
            return answer;
          } catch (error) {
            if (isConditionFailure(error)) this.counts.writeUnits += MIN_WRITE_UNITS;
            throw error;
          }
        },
      { step: 'initialize', priority: 'high' },
    );
    return client;
  }

  private countUnits(commandName: string, input: Call, reply: Reply): void {
    const units = [reply.ConsumedCapacity ?? []]
      .flat()
      .reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
    const min = input.ConsistentRead ? MIN_READ_UNITS.consistent : MIN_READ_UNITS.eventual;
    if (/^(Get|Query|Scan)/.test(commandName)) this.counts.readUnits += Math.max(units, min);
    else if (/^BatchGet/.test(commandName))
      this.counts.readUnits += units + unitsOfMissing(input, reply);
    else if (/^TransactWrite/.test(commandName))
      this.counts.writeUnits += units * TRANSACTION_CORRECTION;
    else this.counts.writeUnits += units;
  }

  /** The local stack has its own clients for the queues, with other credentials. */
  private watchQueues(): void {
    const counter = this;
    const send = SQSClient.prototype.send as (...args: unknown[]) => Promise<unknown>;
    SQSClient.prototype.send = async function (this: SQSClient, ...args: unknown[]) {
      const { accessKeyId } = await this.config.credentials();
      if (accessKeyId !== 'local') {
        counter.counts.queueCalls += 1;
        counter.countCall(String(args[0]?.constructor.name).replace('Command', ''));
      }
      return send.apply(this, args);
    } as typeof SQSClient.prototype.send;
  }
}

function isConditionFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

function noCounts(): Counts {
  return {
    writeUnits: 0,
    readUnits: 0,
    queueCalls: 0,
    queueBatches: 0,
    calls: new Map(),
    functions: new Map(),
  };
}
