import { requiresSomething } from '../expressions/requires-something';

/** The result for one part of a topic; `absent` if the part has only stop words. */
export type Finding = 'matched' | 'missed' | 'absent';

/** A part of an expression that is searched as a whole. */
interface LeafNode {
  readonly type: 'phrase' | 'prefix' | 'near' | 'tag' | 'everything';
}

/** AND, OR and NOT over leaves of one kind. */
export type FindingTree<Leaf extends LeafNode> =
  | Leaf
  | { readonly type: 'and' | 'or'; readonly parts: readonly FindingTree<Leaf>[] }
  | { readonly type: 'not'; readonly part: FindingTree<Leaf> };

/** Whether the tree is a leaf itself. */
export function isLeaf<Leaf extends LeafNode>(tree: FindingTree<Leaf>): tree is Leaf {
  return tree.type !== 'and' && tree.type !== 'or' && tree.type !== 'not';
}

/** The result for a tree, from the results for its leaves. */
export function combineFindings<Leaf extends LeafNode>(
  tree: FindingTree<Leaf>,
  findingOf: (leaf: Leaf) => Finding,
): Finding {
  if (isLeaf<Leaf>(tree)) return findingOf(tree);
  switch (tree.type) {
    case 'and':
      return findingOfAll(tree.parts, findingOf);
    case 'or':
      return findingOfAny(tree.parts.map((part) => combineFindings<Leaf>(part, findingOf)));
    case 'not':
      return negate(combineFindings<Leaf>(tree.part, findingOf));
    default:
      return tree satisfies never;
  }
}

/** Ignored parts neither help nor prevent a match, because PostgreSQL drops stop words from a query. */
function findingOfAll<Leaf extends LeafNode>(
  parts: readonly FindingTree<Leaf>[],
  findingOf: (leaf: Leaf) => Finding,
): Finding {
  const findings = parts.map((part) => combineFindings<Leaf>(part, findingOf));
  const counted = parts.filter((_, index) => findings[index] !== 'absent');
  const someIgnored = counted.length < parts.length;
  if (someIgnored && !counted.some(requiresSomething)) return 'absent';
  return findings.includes('missed') ? 'missed' : 'matched';
}

function findingOfAny(findings: readonly Finding[]): Finding {
  const counted = findings.filter((finding) => finding !== 'absent');
  if (counted.length === 0) return 'absent';
  return counted.includes('matched') ? 'matched' : 'missed';
}

function negate(finding: Finding): Finding {
  if (finding === 'absent') return 'absent';
  return finding === 'matched' ? 'missed' : 'matched';
}
