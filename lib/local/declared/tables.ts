import { z } from 'zod';
import { type ResolvableTemplate, readResources } from './read-properties';

const keySchema = z.array(
  z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }),
);

const indexSchema = z.object({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'INCLUDE', 'KEYS_ONLY']).optional(),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});

const schema = z.object({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(indexSchema).optional(),
  LocalSecondaryIndexes: z.array(indexSchema).optional(),
  StreamSpecification: z
    .object({
      StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']),
    })
    .optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});

/** Keys, indexes, stream and expiry, as CreateTable and UpdateTimeToLive take them. */
export interface DeclaredTable extends z.output<typeof schema> {
  readonly TableName: string;
}

export function declaredTables(template: ResolvableTemplate): DeclaredTable[] {
  return readResources(template, 'AWS::DynamoDB::GlobalTable', schema).map(
    ({ logicalId, properties }) => ({ TableName: logicalId, ...properties }),
  );
}
