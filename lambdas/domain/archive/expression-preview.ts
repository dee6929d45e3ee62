import type { BriefingHeading } from '../briefing';
import type { TopicLanguage } from '../languages/language';
import type { Refused } from '../refusal';
import type { Snippet } from '../snippet';

/** A word, phrase, prefix, tag or NEAR of an expression, and what it does to the result. */
export interface ClauseCount {
  /** As it was typed, e.g. `"humanitarian pause"` or `title:Gaza`. */
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

/** Of a whole week in `ExpressionPreview.weeks`. */
export const DAYS_PER_WEEK = 7;

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
  /**
   * All of these days by week, oldest first. The last week ends today; the first may have fewer `days` than
   * seven. `from` and `to` are days (`2026-01-31`, UTC), both included.
   */
  weeks: { from: string; to: string; days: number; matched: number }[];
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

/** A page of briefings, newest first. */
export interface FoundPage {
  outcome: 'found';
  items: FoundBriefing[];
  /** How many days were searched; absent where all briefings are listed. */
  days?: number;
  /** Where the next page starts; absent on the last page. */
  next?: string;
}

/** Finds the briefings that an expression matches. */
export type SearchArchive = (search: ArchiveSearch) => Promise<FoundPage | Refused>;
