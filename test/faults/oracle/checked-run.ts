import type { People } from '../people';
import type { Simulation } from '../simulation/simulation';
import type { Tables, Version } from '../simulation/tables';
import { PreferenceHistory } from './preference-history';
import { readSentEmails, type SentEmail } from './sent-emails';

export interface RunHistory {
  readonly simulation: Simulation;
  readonly tables: Tables;
  readonly people: People;
  /** Virtual time (ms) of the end. */
  readonly end: number;
  /** Virtual time (ms) of the start. */
  readonly start: number;
}

/** A finished run, as the checks read it. They report what it did wrong. */
export class CheckedRun {
  readonly simulation: Simulation;
  readonly tables: Tables;
  readonly people: People;
  /** Virtual times (ms). */
  readonly start: number;
  readonly end: number;
  /** Every version of every item. */
  readonly versions: readonly Version[];
  /** What it did wrong, in sentences. */
  readonly violations: string[] = [];

  private readonly preferences = new Map<string, PreferenceHistory>();

  private constructor(
    { simulation, tables, people, start, end }: RunHistory,
    readonly emails: readonly SentEmail[],
  ) {
    this.simulation = simulation;
    this.tables = tables;
    this.people = people;
    this.start = start;
    this.end = end;
    this.versions = tables.history;
  }

  static async read(history: RunHistory): Promise<CheckedRun> {
    const emails = await readSentEmails(history.simulation.emails, history.tables.history);
    return new CheckedRun(history, emails);
  }

  fail(sentence: string): void {
    this.violations.push(sentence);
  }

  preferencesOf(person: string): PreferenceHistory {
    const known = this.preferences.get(person);
    if (known) return known;
    const preferences = new PreferenceHistory(person, this.people, this.versions);
    this.preferences.set(person, preferences);
    return preferences;
  }
}

/** A time (ms) of the run, for people. */
export function clock(ms: number): string {
  return new Date(ms).toISOString().slice(5, 19);
}
