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
];

describe('the route of a request', () => {
  it.each([
    ['the plain path before a variable', 'GET', '/items/new', 'ANY /items/new'],
    ['the exact method before any', 'GET', '/items/7', 'GET /items/{id}'],
    ['any method where no exact one is', 'PUT', '/items/7', 'ANY /items/{id}'],
    ['a greedy variable for deeper paths', 'GET', '/items/7/parts', 'ANY /items/{rest+}'],
    ['the longest fixed beginning', 'GET', '/other/7', 'ANY /{proxy+}'],
    ['$default when nothing else fits', 'GET', '/', '$default'],
  ])('is %s', (_what, method, path, expected) => {
    expect(routeOf(keys, method, path)).toBe(expected);
  });

  it('is none when nothing fits and there is no $default', () => {
    expect(routeOf(['GET /items'], 'POST', '/items')).toBeUndefined();
  });

  it('names its variables, decoded', () => {
    const find = routeTable([{ routeKey: 'GET /a/{one}/{rest+}', functionArn: '' }]);
    expect(find('GET', '/a/x%20y/b/c')?.pathParameters).toEqual({ one: 'x y', rest: 'b/c' });
  });
});
