import type { Prefix } from '../expressions/expression';
import type { CompiledLeaf, CompiledPhrase } from '../matching/compile-topic';
import type { Comparison } from '../matching/searched-words';
import { SIGNATURES, signatureOf } from './signature';

/** The words that the leaves of an expression search, with all their aliases. */
export class SearchTerms {
  readonly stems = new Set<string>();
  readonly surfaces = new Set<string>();
  readonly prefixes: readonly string[];
  readonly searchesSource: boolean;
  readonly searchesTags: boolean;
  /** 1 for the signatures of `stems`. */
  private readonly stemSignatures = new Uint8Array(SIGNATURES);

  /** 1 for the first two bytes of `prefixes` and `surfaces`. */
  private readonly beginnings = new Uint8Array(SIGNATURES);

  constructor(leaves: readonly CompiledLeaf[]) {
    const terms = leaves.flatMap(termsOf);
    for (const term of terms) if (term.type === 'phrase') this.addPhrase(term);
    const prefixes = terms.flatMap((term) => (term.type === 'prefix' ? [term.start] : []));
    this.prefixes = [...new Set(prefixes)];
    for (const start of [...this.prefixes, ...this.surfaces]) {
      const [first = 0, second = 0] = Buffer.from(start);
      this.beginnings[(first << 8) | second] = 1;
    }
    this.searchesSource = terms.some(({ scope }) => scope === 'source');
    this.searchesTags = leaves.some(({ type }) => type === 'tag');
  }

  /** Whether a stem with this signature may be searched. */
  mayHaveStem(signature: number): boolean {
    return this.stemSignatures[signature] === 1;
  }

  /** Whether a word as written that starts with these bytes may be searched; 0 for none. */
  mayHaveSurface(first: number, second: number): boolean {
    return this.beginnings[(first << 8) | second] === 1;
  }

  /** Whether words must be compared as written, which takes longer. */
  needsSurfaces(by: Comparison): boolean {
    return this.prefixes.length > 0 || (by === 'surface' && this.surfaces.size > 0);
  }

  private addPhrase({ alternatives }: CompiledPhrase): void {
    for (const { stem, surface } of alternatives.flat()) {
      this.stems.add(stem);
      this.surfaces.add(surface);
      this.stemSignatures[signatureOf(stem)] = 1;
    }
  }
}

function termsOf(leaf: CompiledLeaf): (CompiledPhrase | Prefix)[] {
  switch (leaf.type) {
    case 'phrase':
    case 'prefix':
      return [leaf];
    case 'near':
      return [leaf.left, leaf.right];
    case 'tag':
    case 'everything':
      return [];
    default:
      return leaf satisfies never;
  }
}
