import { type PrintableLeaf, printLeaf } from '../expressions/print-node';
import { type FindingTree, isLeaf } from '../matching/combine-findings';

/** A leaf of an expression, wherever it stands, as it lets briefings through or leaves them out. */
export interface Clause {
  /** As the expression prints it, e.g. `"humanitarian pause"` or `title:gaza`. */
  written: string;
  excluded: boolean;
}

/** The distinct clauses of an expression, in the order of the tree. */
export function clausesOf(tree: FindingTree<PrintableLeaf>): Clause[] {
  const clauses = new Map<string, Clause>();
  for (const { leaf, excluded } of leavesOf<PrintableLeaf>(tree)) {
    const clause = { written: printLeaf(leaf), excluded };
    clauses.set(`${clause.written}\n${excluded}`, clause);
  }
  return [...clauses.values()];
}

/** The leaves in order, and whether each is under an odd number of negations. */
export function* leavesOf<Leaf extends PrintableLeaf>(
  tree: FindingTree<Leaf>,
  excluded = false,
): Generator<{ leaf: Leaf; excluded: boolean }> {
  if (isLeaf<Leaf>(tree)) yield { leaf: tree, excluded };
  else if (tree.type === 'not') yield* leavesOf<Leaf>(tree.part, !excluded);
  else if (tree.type === 'and' || tree.type === 'or') {
    for (const part of tree.parts) yield* leavesOf<Leaf>(part, excluded);
  }
}

/** The expression without a clause, or with another part in its place; undefined if nothing is left. */
export function replaceClause<Leaf extends PrintableLeaf>(
  tree: FindingTree<Leaf>,
  clause: Clause,
  replacement?: FindingTree<Leaf>,
  excluded = false,
): FindingTree<Leaf> | undefined {
  if (isLeaf<Leaf>(tree)) {
    const isClause = excluded === clause.excluded && printLeaf(tree) === clause.written;
    return isClause ? replacement : tree;
  }
  if (tree.type === 'and' || tree.type === 'or') {
    const parts = tree.parts.flatMap(
      (part) => replaceClause<Leaf>(part, clause, replacement, excluded) ?? [],
    );
    const [first] = parts;
    return parts.length > 1 ? { type: tree.type, parts } : first;
  }
  if (tree.type !== 'not') return tree;
  const part = replaceClause<Leaf>(tree.part, clause, replacement, !excluded);
  return part && { type: 'not', part };
}
