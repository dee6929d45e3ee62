/** A tree of AND, OR and NOT over leaves of any type. */
type Tree =
  | { readonly type: 'and' | 'or'; readonly parts: readonly Tree[] }
  | { readonly type: 'not'; readonly part: Tree }
  | { readonly type: 'phrase' | 'prefix' | 'near' | 'tag' | 'everything' };

/** Whether a briefing must contain something to match, rather than only not contain something. */
export function requiresSomething(tree: Tree): boolean {
  switch (tree.type) {
    case 'and':
      return tree.parts.some(requiresSomething);
    case 'or':
      return tree.parts.every(requiresSomething);
    case 'not':
      return false;
    case 'phrase':
    case 'prefix':
    case 'near':
    case 'tag':
    case 'everything':
      return true;
    default:
      return tree satisfies never;
  }
}
