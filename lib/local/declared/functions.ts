import { z } from 'zod';
import { functionArn } from './names';
import { type ResolvableTemplate, readResources } from './read-properties';

export interface DeclaredFunction {
  readonly logicalId: string;
  readonly arn: string;
  /** The file under the handlers' directory, without its ending. */
  readonly handler: string;
  readonly environment: Record<string, string>;
  readonly timeoutMs: number;
  /** MiB. */
  readonly memorySize: number;
  /** How many events it may work on at once; no bound when absent. */
  readonly concurrency: number | undefined;
}

const schema = z.object({
  Environment: z.object({ Variables: z.record(z.string(), z.string()).default({}) }).optional(),
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
});

const metadataSchema = z.object({ briefwire: z.object({ handler: z.string() }) });

/** @throws Error when a function does not say by `Metadata.briefwire.handler` which file it is. */
export function declaredFunctions(template: ResolvableTemplate): DeclaredFunction[] {
  return readResources(template, 'AWS::Lambda::Function', schema).map(
    ({ logicalId, properties, resource }) => {
      const metadata = metadataSchema.safeParse(resource.Metadata);
      if (!metadata.success) {
        throw new Error(`The function ${logicalId} has no Metadata that names its handler's file.`);
      }
      return {
        logicalId,
        arn: functionArn(logicalId),
        handler: metadata.data.briefwire.handler,
        environment: properties.Environment?.Variables ?? {},
        timeoutMs: properties.Timeout * 1000,
        memorySize: properties.MemorySize,
        concurrency: properties.ReservedConcurrentExecutions,
      };
    },
  );
}
