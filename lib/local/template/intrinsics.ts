/**
 * Resolves a `Ref` (no attribute) or `Fn::GetAtt` of a logical id.
 *
 * @throws Error if the id or the attribute has no local counterpart.
 */
export type ReferenceResolver = (logicalId: string, attribute?: string) => string;

type IntrinsicFunction = (argument: unknown, references: ReferenceResolver) => unknown;

/**
 * Replaces CloudFormation's intrinsic functions with their values, at any depth.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 *
 * @throws Error naming an intrinsic function that isn't supported here.
 */
export function resolveIntrinsics(value: unknown, references: ReferenceResolver): unknown {
  if (typeof value === 'string') return rejectDynamicReference(value);
  if (Array.isArray(value)) return value.map((entry) => resolveIntrinsics(entry, references));
  if (!isRecord(value)) return value;
  const name = intrinsicName(value);
  if (name !== undefined) return intrinsicFunction(name)(value[name], references);
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, resolveIntrinsics(entry, references)]),
  );
}

function intrinsicName(value: Record<string, unknown>): string | undefined {
  const [key, ...others] = Object.keys(value);
  return key !== undefined && others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))
    ? key
    : undefined;
}

const intrinsicFunctions: Record<string, IntrinsicFunction> = {
  Ref: (argument, references) => references(asText(argument)),
  'Fn::GetAtt': (argument, references) => {
    const [logicalId, attribute] = asList(argument).map(asText);
    return references(asText(logicalId), asText(attribute));
  },
  'Fn::Join': (argument, references) => {
    const [separator, parts] = asList(resolveIntrinsics(argument, references));
    return asList(parts).map(asText).join(asText(separator));
  },
  'Fn::Sub': (argument, references) =>
    asText(argument).replace(/\$\{([^}]+)\}/g, (_reference, logicalId) => references(logicalId)),
};

function intrinsicFunction(name: string): IntrinsicFunction {
  const found = intrinsicFunctions[name];
  if (found) return found;
  throw new Error(
    `The template uses ${name}, which the local stack doesn't support. ` +
      'Add it to lib/local/template/intrinsics.ts.',
  );
}

function rejectDynamicReference(value: string): string {
  if (!value.includes('{{resolve:')) return value;
  throw new Error(`The template contains ${value}, which only CloudFormation on AWS can resolve.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`The template has ${JSON.stringify(value)} where a list is expected.`);
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Error(`The template has ${JSON.stringify(value)} where a string is expected.`);
}
