/** A resource of a CloudFormation template, as `cdk synth` writes it. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly Metadata?: Record<string, unknown>;
}

/** The part of a CloudFormation template that declares resources. */
export interface Template {
  readonly Resources: Record<string, Resource>;
}

/** The resources of one type with their logical ids, in the template's order. */
export function resourcesOfType(template: Template, type: string): [string, Resource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}
