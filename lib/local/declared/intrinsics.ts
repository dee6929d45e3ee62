/**
 * What `Ref` (no attribute) and `Fn::GetAtt` of a logical id stand for.
 *
 * @throws Error with a sentence when the id or the attribute has no local counterpart.
 */
export type References = (logicalId: string, attribute?: string) => string | undefined;

type Resolver = (argument: unknown, references: References) => unknown;

/**
 * Replaces CloudFormation's intrinsic functions by their values, at any depth.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 *
 * @throws Error naming an intrinsic function that is not known here.
 */
export function resolveIntrinsics(value: unknown, references: References): unknown {
  if (typeof value === 'string') return refuseDynamicReference(value);
  if (Array.isArray(value)) {
    return value
      .map((entry) => resolveIntrinsics(entry, references))
      .filter((entry) => entry !== undefined);
  }
  if (!isRecord(value)) return value;
  const intrinsic = intrinsicOf(value);
  if (intrinsic) return resolverOf(intrinsic)(value[intrinsic], references);
  const entries = Object.entries(value).map(
    ([key, entry]) => [key, resolveIntrinsics(entry, references)] as const,
  );
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}

function intrinsicOf(value: Record<string, unknown>): string | undefined {
  const [key, ...others] = Object.keys(value);
  return key !== undefined && others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))
    ? key
    : undefined;
}

const resolvers: Record<string, Resolver> = {
  Ref: (argument, references) => references(text(argument)),
  'Fn::GetAtt': (argument, references) => {
    const path = Array.isArray(argument) ? argument.map(text) : text(argument).split('.');
    const [logicalId, ...attribute] = path;
    return references(text(logicalId), attribute.join('.'));
  },
  'Fn::Join': (argument, references) => {
    const [separator, parts] = list(resolveIntrinsics(argument, references));
    return list(parts).map(text).join(text(separator));
  },
  'Fn::Sub': substitute,
  'Fn::Select': (argument, references) => {
    const [index, values] = list(resolveIntrinsics(argument, references));
    return list(values)[Number(index)];
  },
  'Fn::Split': (argument, references) => {
    const [separator, whole] = list(resolveIntrinsics(argument, references));
    return text(whole).split(text(separator));
  },
};

function substitute(argument: unknown, references: References): string {
  const [pattern, variables = {}] = Array.isArray(argument) ? argument : [argument];
  const own = isRecord(variables) ? variables : {};
  return text(pattern).replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in own) return text(resolveIntrinsics(own[name], references));
    const [logicalId = '', ...attribute] = name.split('.');
    return text(references(logicalId, attribute.length > 0 ? attribute.join('.') : undefined));
  });
}

function resolverOf(intrinsic: string): Resolver {
  const resolver = resolvers[intrinsic];
  if (!resolver) {
    throw new Error(`The template uses ${intrinsic}, which the local stack can't resolve.`);
  }
  return resolver;
}

function refuseDynamicReference(value: string): string {
  if (!value.includes('{{resolve:')) return value;
  throw new Error(`The template holds ${value}, which only CloudFormation on AWS can look up.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`The template has ${JSON.stringify(value)} where a list belongs.`);
}

function text(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`The template has ${JSON.stringify(value)} where a text belongs.`);
}
