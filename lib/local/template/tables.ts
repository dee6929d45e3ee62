import { z } from 'zod';
import { ignored, parseResources, type ResolvableTemplate } from './parse-resources';

const keySchema = z.array(
  z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }),
);

const indexSchema = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'INCLUDE', 'KEYS_ONLY']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});

const schema = z.strictObject({
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(indexSchema).optional(),
  LocalSecondaryIndexes: z.array(indexSchema).optional(),
  StreamSpecification: z
    .strictObject({
      StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']),
    })
    .optional(),
  TimeToLiveSpecification: z
    .strictObject({ AttributeName: z.string(), Enabled: z.literal(true) })
    .optional(),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  // Backups, deletion protection and encryption have no local counterpart.
  Replicas: ignored,
  SSESpecification: ignored,
});

/** A table's keys, indexes, stream and time to live, as CreateTable and UpdateTimeToLive take them. */
export interface TableDefinition
  extends Omit<z.output<typeof schema>, 'Replicas' | 'SSESpecification'> {
  readonly TableName: string;
}

export function parseTables(template: ResolvableTemplate): TableDefinition[] {
  return parseResources(template, 'AWS::DynamoDB::GlobalTable', schema).map(
    ({ logicalId, properties: { Replicas, SSESpecification, ...table } }) => ({
      TableName: logicalId,
      ...table,
    }),
  );
}
