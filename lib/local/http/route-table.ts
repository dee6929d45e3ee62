import type { DeclaredRoute } from '../declared/routes';

export interface RouteMatch {
  readonly route: DeclaredRoute;
  /** By the names in braces; absent when the route has none. */
  readonly pathParameters: Record<string, string> | undefined;
}

interface ParsedRoute {
  readonly route: DeclaredRoute;
  readonly method: string;
  readonly segments: string[];
}

/**
 * Finds the route of a request the way an HTTP API does: the most specific path first, the exact
 * method before ANY, `$default` for all else.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function routeTable(
  routes: readonly DeclaredRoute[],
): (method: string, path: string) => RouteMatch | undefined {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const parsed = routes
    .filter((route) => route !== fallback)
    .map(parse)
    .sort(bySpecificity);
  return (method, path) => {
    const segments = path.split('/').slice(1);
    for (const candidate of parsed) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue;
      const parameters = matchSegments(candidate.segments, segments);
      if (!parameters) continue;
      const isPlain = Object.keys(parameters).length === 0;
      return { route: candidate.route, pathParameters: isPlain ? undefined : parameters };
    }
    return fallback && { route: fallback, pathParameters: undefined };
  };
}

function parse(route: DeclaredRoute): ParsedRoute {
  const [method = '', path = ''] = route.routeKey.split(' ');
  return { route, method, segments: path.split('/').slice(1) };
}

function isGreedy(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('+}');
}

/** 0 for a plain segment, 1 for a variable, 2 for a greedy one. */
function openness(segment: string): number {
  if (isGreedy(segment)) return 2;
  return segment.startsWith('{') ? 1 : 0;
}

function bySpecificity(a: ParsedRoute, b: ParsedRoute): number {
  const length = Math.max(a.segments.length, b.segments.length);
  for (let index = 0; index < length; index += 1) {
    const difference = openness(a.segments[index] ?? '') - openness(b.segments[index] ?? '');
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    const name = expected.replace(/^\{|\+?\}$/g, '');
    if (isGreedy(expected)) {
      const rest = segments.slice(index).join('/');
      return rest === '' ? undefined : { ...parameters, [name]: decoded(rest) };
    }
    if (openness(expected) === 0 ? segment !== expected : segment === '') return undefined;
    if (openness(expected) === 1) parameters[name] = decoded(segment);
  }
  return segments.length === pattern.length ? parameters : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
