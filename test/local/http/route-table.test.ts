import { routeTable } from '../../../lib/local/http/route-table';

function routeOf(keys: string[], method: string, path: string): string | undefined {
  const find = routeTable(keys.map((routeKey) => ({ routeKey, functionArn: routeKey })));
  return find(method, path)?.route.routeKey;
}

const keys = [
  '$default',
  'ANY /{proxy+}',
  'ANY /items/{id}',
  'GET /items/{id}',
  'ANY /items/new',
  'ANY /items/{rest+}',
  'ANY /items',
  'ANY /a.b',
];

describe('the route of a request', () => {
  it.each([
    ['the literal path before a variable', 'GET', '/items/new', 'ANY /items/new'],
    ['the exact method before ANY', 'GET', '/items/7', 'GET /items/{id}'],
    ['ANY if there is no exact method', 'PUT', '/items/7', 'ANY /items/{id}'],
    ['a greedy variable for deeper paths', 'GET', '/items/7/parts', 'ANY /items/{rest+}'],
    ['the longest literal beginning', 'GET', '/other/7', 'ANY /{proxy+}'],
    ['not the one of a path with other characters', 'GET', '/aXb', 'ANY /{proxy+}'],
    ['not greedy with an empty variable', 'GET', '/items/', 'ANY /{proxy+}'],
    ['$default if no other matches', 'GET', '/', '$default'],
  ])('is %s', (_what, method, path, expected) => {
    expect(routeOf(keys, method, path)).toBe(expected);
  });

  it.each([[keys], [[...keys].reverse()]])('does not depend on their order', (ordered) => {
    expect(routeOf(ordered, 'GET', '/items/7')).toBe('GET /items/{id}');
  });

  it('is undefined if none matches and there is no $default', () => {
    expect(routeOf(['GET /items'], 'POST', '/items')).toBeUndefined();
  });

  it('has decoded path parameters', () => {
    const find = routeTable([{ routeKey: 'GET /a/{one}/{rest+}', functionArn: '' }]);
    expect(find('GET', '/a/x%20y/b/c')?.pathParameters).toEqual({ one: 'x y', rest: 'b/c' });
    expect(find('GET', '/a/%zz/b')?.pathParameters).toEqual({ one: '%zz', rest: 'b' });
  });

  it('has no path parameters if it has no variables', () => {
    const find = routeTable([{ routeKey: 'GET /a', functionArn: '' }]);
    expect(find('GET', '/a')?.pathParameters).toBeUndefined();
  });
});
