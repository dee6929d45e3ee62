import type { RouteDefinition } from '../template/routes';

export interface RouteMatch {
  readonly route: RouteDefinition;
  /** The values of the path variables by name. Undefined if the route has none. */
  readonly pathParameters: Record<string, string> | undefined;
}

interface CompiledRoute {
  readonly route: RouteDefinition;
  readonly method: string;
  readonly pattern: RegExp;
  /** Sorts the most specific route first. */
  readonly rank: string;
}

/**
 * Finds the route of a request the way an HTTP API does: the most specific path first, the exact
 * method before ANY, and `$default` for everything else.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function routeTable(
  routes: readonly RouteDefinition[],
): (method: string, path: string) => RouteMatch | undefined {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const compiled = routes
    .filter((route) => route !== fallback)
    .map(compileRoute)
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return (method, path) => {
    for (const candidate of compiled) {
      if (candidate.method !== 'ANY' && candidate.method !== method) continue;
      const match = candidate.pattern.exec(path);
      if (!match) continue;
      const { route } = candidate;
      return { route, pathParameters: match.groups && decodeValues(match.groups) };
    }
    return fallback && { route: fallback, pathParameters: undefined };
  };
}

function compileRoute(route: RouteDefinition): CompiledRoute {
  const [method = '', path = ''] = route.routeKey.split(' ');
  const segments = path.split('/').map(compileSegment);
  const pattern = new RegExp(`^${segments.map(({ pattern }) => pattern).join('/')}$`);
  const specificity = segments.map(({ rank }) => rank).join('');
  return { route, method, pattern, rank: `${specificity} ${method === 'ANY' ? 1 : 0}` };
}

/** A literal segment ranks before a variable, and a variable before a greedy one. */
function compileSegment(segment: string): { pattern: string; rank: number } {
  const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(segment) ?? [];
  if (name === undefined) return { pattern: segment.replace(/\W/g, '\\$&'), rank: 0 };
  return greedy
    ? { pattern: `(?<${name}>.+)`, rank: 2 }
    : { pattern: `(?<${name}>[^/]+)`, rank: 1 };
}

function decodeValues(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, decode(value)]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
