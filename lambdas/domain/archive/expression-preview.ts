import type { BriefingHeading } from '../briefing';
import type { TopicLanguage } from '../languages/language';
import type { Refused } from '../refusal';
import type { Snippet } from '../snippet';

/** A word, phrase, prefix, tag or NEAR of an expression, and what it does to the result. */
export interface ClauseCount {
  /** As the expression prints it, e.g. `"humanitarian pause"` or `title:gaza`. */
  written: string;
  /** Whether briefings with it are left out, as in `-sport`. */
  excluded: boolean;
  /** How many briefings this clause alone lets through; if it is excluded, those without it. */
  letsThrough: number;
  /** How many briefings the expression would match without this clause. */
  withoutIt: number;
}

/** A briefing that an expression matches, with the words that made it so. */
export interface FoundBriefing {
  briefing: BriefingHeading;
  /** Empty for an expression without words, such as `*`. */
  snippet: Snippet;
}

/** What a topic would have matched in the last days. */
export interface ExpressionPreview {
  /** How many days back the preview looks. */
  days: number;
  /** All briefings of these days. */
  briefings: number;
  /** Those that the expression matches. */
  matched: number;
  /** `matched` of `briefings`, from 0 to 1. */
  share: number;
  /** The whole weeks of these days, oldest first; `from` and `to` are days (`2026-01-31`, UTC), both included. */
  weeks: { from: string; to: string; matched: number }[];
  /** At most five, newest first. */
  latest: FoundBriefing[];
  /** In the order in which they were typed. */
  clauses: ClauseCount[];
  /** `too-broad` has to be accepted; `*` is deliberate and never too broad. */
  breadth: 'too-broad' | 'too-narrow' | 'fine';
  /** Expressions to try instead of one that is too narrow; empty if none is better. */
  suggestions: string[];
}

/** Shows what an expression would have matched, or why it cannot be followed. */
export type PreviewExpression = (
  text: string,
  language: TopicLanguage,
) => Promise<{ outcome: 'previewed'; preview: ExpressionPreview } | Refused>;

export interface ArchiveSearch {
  expression: string;
  language: TopicLanguage;
  /** Where the page starts: `next` of the page before. */
  before?: string;
  /** The most briefings of a page. */
  limit: number;
}

/** Finds the briefings that an expression matches, newest first. `next` is absent on the last page. */
export type SearchArchive = (
  search: ArchiveSearch,
) => Promise<{ outcome: 'found'; items: FoundBriefing[]; next?: string } | Refused>;
