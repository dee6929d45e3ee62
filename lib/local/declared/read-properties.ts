import { z } from 'zod';
import { type References, resolveIntrinsics } from './intrinsics';
import { type Resource, resourcesOfType, type Template } from './template';

/** A template together with what its references stand for. */
export interface ResolvableTemplate {
  readonly template: Template;
  readonly references: References;
}

export interface ReadResource<T> {
  readonly logicalId: string;
  readonly properties: T;
  readonly resource: Resource;
}

/**
 * The resources of one type, their properties resolved and checked. Schemas are strict where a
 * property that is not understood would be a promise that the local stack does not keep.
 *
 * @throws Error with a sentence that names the resource and the property.
 */
export function readResources<T>(
  { template, references }: ResolvableTemplate,
  type: string,
  schema: z.ZodType<T>,
): ReadResource<T>[] {
  return resourcesOfType(template, type).map(([logicalId, resource]) => {
    const read = schema.safeParse(resolveIntrinsics(resource.Properties ?? {}, references));
    if (read.success) return { logicalId, properties: read.data, resource };
    throw new Error(
      `The local stack can't run ${logicalId} (${type}) as declared: ${z.prettifyError(read.error)}`,
    );
  });
}
