import { z } from 'zod';
import { ignored, parseResources, type ResolvableTemplate } from './parse-resources';
import { functionArn } from './references';

export interface FunctionDefinition {
  readonly logicalId: string;
  readonly arn: string;
  /** The file in the handlers' directory, without its extension. */
  readonly handler: string;
  readonly environment: Record<string, string>;
  readonly timeoutMs: number;
  /** MiB. */
  readonly memorySize: number;
}

const schema = z.strictObject({
  Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }),
  Timeout: z.coerce.number(),
  MemorySize: z.coerce.number(),
  // The handler's source file is imported into this process.
  Architectures: ignored,
  Code: ignored,
  Description: ignored,
  Handler: ignored,
  LoggingConfig: ignored,
  Role: ignored,
  Runtime: ignored,
});

const metadataSchema = z.object({ briefwire: z.object({ handler: z.string() }) });

/** @throws Error if a function's `Metadata.briefwire.handler` doesn't name its handler file. */
export function parseFunctions(template: ResolvableTemplate): FunctionDefinition[] {
  return parseResources(template, 'AWS::Lambda::Function', schema).map(
    ({ logicalId, properties, resource }) => {
      const metadata = metadataSchema.safeParse(resource.Metadata);
      if (!metadata.success) {
        throw new Error(`The function ${logicalId} has no Metadata that names its handler file.`);
      }
      return {
        logicalId,
        arn: functionArn(logicalId),
        handler: metadata.data.briefwire.handler,
        environment: properties.Environment.Variables,
        timeoutMs: properties.Timeout * 1000,
        memorySize: properties.MemorySize,
      };
    },
  );
}
