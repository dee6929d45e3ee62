/** A run of text, `matched` where it is a word that made the match. */
export interface SnippetPart {
  text: string;
  matched: boolean;
}

/** A piece of a briefing, at most 240 characters over all its parts, cut around the matched words. */
export type Snippet = SnippetPart[];
