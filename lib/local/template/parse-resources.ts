import { z } from 'zod';
import { type ReferenceResolver, resolveIntrinsics } from './intrinsics';
import { type Resource, resourcesOfType, type Template } from './template';

/** A template and what its references resolve to. */
export interface ResolvableTemplate {
  readonly template: Template;
  readonly references: ReferenceResolver;
}

export interface ParsedResource<T> {
  readonly logicalId: string;
  readonly properties: T;
  readonly resource: Resource;
}

/** A property that changes nothing on one machine, so that its value doesn't matter. */
export const ignored = z.unknown().optional();

/**
 * Resolves and validates the properties of all resources of one type. Schemas are strict: a
 * property that the local stack ignored silently would behave differently on AWS.
 *
 * @throws Error naming the resource and the property.
 */
export function parseResources<T>(
  { template, references }: ResolvableTemplate,
  type: string,
  schema: z.ZodType<T>,
): ParsedResource<T>[] {
  return resourcesOfType(template, type).map(([logicalId, resource]) => {
    const parsed = schema.safeParse(resolveIntrinsics(resource.Properties ?? {}, references));
    if (parsed.success) return { logicalId, properties: parsed.data, resource };
    throw new Error(
      `The local stack can't run ${logicalId} (${type}): ${z.prettifyError(parsed.error)}`,
    );
  });
}
