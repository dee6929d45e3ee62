import { z } from 'zod';
import { type EventPattern, parseEventPattern } from '../event-pattern';
import { parseResources, type ResolvableTemplate } from './parse-resources';
import { functionArn } from './references';

interface EventSource {
  readonly sourceArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
}

export interface QueueEventSource extends EventSource {
  /** How many batches may be processed at once. */
  readonly maximumConcurrency: number;
  /** How long a batch that is not full waits for more messages (ms). */
  readonly batchingWindowMs: number;
}

export interface StreamEventSource extends EventSource {
  readonly parallelizationFactor: number;
  readonly maximumRetryAttempts: number;
  /** The ARN of the queue that receives a record of each discarded batch. */
  readonly onFailureArn: string;
  /** A record that matches none of them is skipped. With no filters, no record is skipped. */
  readonly filters: EventPattern[];
}

/** Lambda starts with five batches at once: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const DEFAULT_MAX_CONCURRENT_BATCHES = 5;

const common = {
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.coerce.number(),
  FunctionResponseTypes: z.tuple([z.literal('ReportBatchItemFailures')]),
};

const queueSchema = z.strictObject({
  ...common,
  // Only streams have one.
  StartingPosition: z.undefined().optional(),
  BatchSize: z.coerce.number(),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.coerce.number() }).optional(),
});

const streamSchema = z.strictObject({
  ...common,
  StartingPosition: z.literal('TRIM_HORIZON'),
  ParallelizationFactor: z.coerce.number().default(1),
  MaximumRetryAttempts: z.coerce.number().min(0),
  BisectBatchOnFunctionError: z.literal(true),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }),
  FilterCriteria: z
    .strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) })
    .default({ Filters: [] }),
});

// A plain union wouldn't name the property that is wrong.
const schema = z.discriminatedUnion('StartingPosition', [queueSchema, streamSchema]);

export interface EventSources {
  readonly queues: QueueEventSource[];
  readonly streams: StreamEventSource[];
}

export function parseEventSources(resolvable: ResolvableTemplate): EventSources {
  const type = 'AWS::Lambda::EventSourceMapping';
  const mappings = parseResources(resolvable, type, schema);
  const queues: QueueEventSource[] = [];
  const streams: StreamEventSource[] = [];
  for (const { properties } of mappings) {
    if (properties.StartingPosition !== undefined) streams.push(streamEventSource(properties));
    else queues.push(queueEventSource(properties));
  }
  return { queues, streams };
}

function queueEventSource(properties: z.output<typeof queueSchema>): QueueEventSource {
  return {
    ...eventSource(properties),
    maximumConcurrency:
      properties.ScalingConfig?.MaximumConcurrency ?? DEFAULT_MAX_CONCURRENT_BATCHES,
    batchingWindowMs: properties.MaximumBatchingWindowInSeconds * 1_000,
  };
}

function streamEventSource(properties: z.output<typeof streamSchema>): StreamEventSource {
  return {
    ...eventSource(properties),
    parallelizationFactor: properties.ParallelizationFactor,
    maximumRetryAttempts: properties.MaximumRetryAttempts,
    onFailureArn: properties.DestinationConfig.OnFailure.Destination,
    filters: properties.FilterCriteria.Filters.map(({ Pattern }) =>
      parseEventPattern(JSON.parse(Pattern)),
    ),
  };
}

function eventSource(
  properties: z.output<typeof queueSchema> | z.output<typeof streamSchema>,
): EventSource {
  return {
    sourceArn: properties.EventSourceArn,
    functionArn: functionArn(properties.FunctionName),
    batchSize: properties.BatchSize,
  };
}
