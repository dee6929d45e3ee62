import { z } from 'zod';
import { type EventPattern, parseEventPattern } from '../event-pattern';
import { functionArn } from './names';
import { type ResolvableTemplate, readResources } from './read-properties';

interface DeclaredEventSource {
  readonly sourceArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly reportsBatchItemFailures: boolean;
  /** A record that meets none of them is passed over; all are taken when there is none. */
  readonly filters: EventPattern[];
}

export interface DeclaredQueueSource extends DeclaredEventSource {
  readonly batchingWindowMs: number;
  /** How many batches may be worked on at once; no bound when absent. */
  readonly maximumConcurrency: number | undefined;
}

export interface DeclaredStreamSource extends DeclaredEventSource {
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly parallelizationFactor: number;
  /** -1 means without end. */
  readonly maximumRetryAttempts: number;
  readonly bisectsBatchOnError: boolean;
  /** The ARN of the queue that is told of a batch that was given up. */
  readonly onFailureArn: string | undefined;
}

const common = {
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.coerce.number(),
  Enabled: z.literal(true).optional(),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
};

const queueSchema = z.strictObject({
  ...common,
  // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html
  BatchSize: z.coerce.number().default(10),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  ScalingConfig: z.object({ MaximumConcurrency: z.coerce.number() }).optional(),
});

const streamSchema = z.strictObject({
  ...common,
  // https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html
  BatchSize: z.coerce.number().default(100),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  // A batch goes out as soon as there is a record: nobody waits longer locally than on AWS.
  MaximumBatchingWindowInSeconds: z.coerce.number().optional(),
  ParallelizationFactor: z.coerce.number().default(1),
  MaximumRetryAttempts: z.coerce.number().default(-1),
  // A record is a day old at most, and so is every local stack's patience.
  MaximumRecordAgeInSeconds: z.coerce.number().optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }) }).optional(),
});

export interface DeclaredEventSources {
  readonly queues: DeclaredQueueSource[];
  readonly streams: DeclaredStreamSource[];
}

export function declaredEventSources(resolvable: ResolvableTemplate): DeclaredEventSources {
  const type = 'AWS::Lambda::EventSourceMapping';
  const mappings = readResources(resolvable, type, z.union([queueSchema, streamSchema]));
  const queues: DeclaredQueueSource[] = [];
  const streams: DeclaredStreamSource[] = [];
  for (const { properties } of mappings) {
    if ('StartingPosition' in properties) streams.push(streamSource(properties));
    else queues.push(queueSource(properties));
  }
  return { queues, streams };
}

function queueSource(properties: z.output<typeof queueSchema>): DeclaredQueueSource {
  return {
    ...eventSource(properties),
    batchingWindowMs: properties.MaximumBatchingWindowInSeconds * 1000,
    maximumConcurrency: properties.ScalingConfig?.MaximumConcurrency,
  };
}

function streamSource(properties: z.output<typeof streamSchema>): DeclaredStreamSource {
  return {
    ...eventSource(properties),
    startingPosition: properties.StartingPosition,
    parallelizationFactor: properties.ParallelizationFactor,
    maximumRetryAttempts: properties.MaximumRetryAttempts,
    bisectsBatchOnError: properties.BisectBatchOnFunctionError,
    onFailureArn: properties.DestinationConfig?.OnFailure.Destination,
  };
}

function eventSource(
  properties: z.output<typeof queueSchema> | z.output<typeof streamSchema>,
): DeclaredEventSource {
  return {
    sourceArn: properties.EventSourceArn,
    functionArn: properties.FunctionName.startsWith('arn:')
      ? properties.FunctionName
      : functionArn(properties.FunctionName),
    batchSize: properties.BatchSize,
    reportsBatchItemFailures: properties.FunctionResponseTypes.length > 0,
    filters: (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) =>
      parseEventPattern(JSON.parse(Pattern)),
    ),
  };
}
