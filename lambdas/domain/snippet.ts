/** A part of a snippet. `matched` is true for a word that made the briefing match. */
export interface SnippetPart {
  text: string;
  matched: boolean;
}

/** An excerpt of a briefing around the matched words. `createSnippet` limits its length. */
export type Snippet = SnippetPart[];
