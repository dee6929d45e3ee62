import type { AlertWindow, GatheredAlert } from './alert-window';
import type { DigestState } from './digest-window';
import type { DigestFrequency } from './frequency';

/** The state of a subscriber's digests after a round. */
export interface DigestProgress {
  subscriberId: string;
  frequency: DigestFrequency;
  /** The round that ends; the next round has the next number. */
  round: number;
  /** The state that the next digest starts from. */
  next: DigestState;
  /** ISO 8601; absent if the subscriber no longer follows any topic at this frequency. */
  nextDueAt?: string;
  /** The plan's `follows` when the topics were read. */
  follows: number;
  /** The plan's `reschedules` when the hour and time zone were read. */
  reschedules: number;
  /** ISO 8601: when the digest was prepared. It lists no match that was made later. */
  preparedAt: string;
}

/** The state of a subscriber's alerts after an email with gathered ones. */
export interface GatheredProgress {
  subscriberId: string;
  /** The round that ends; the next round has the next number. */
  round: number;
  /** The alerts that this round ends for; others may have been gathered meanwhile. */
  included: GatheredAlert[];
  /** Alerts that this round counted without listing them. */
  unlisted: number;
  /**
   * The window that the email opens, and when alerts gathered meanwhile are due (ISO 8601). Without
   * `dueAt` nothing is due until another alert is gathered.
   */
  next: { window?: AlertWindow; dueAt?: string };
  /**
   * ISO 8601: when the alerts were due, if this round sends none of them and only moves them to
   * `next.dueAt`. They stay where they are if they were moved meanwhile.
   */
  postponedFrom?: string;
}

/** What changes together with the end of a delivery. */
export type DeliveryProgress = DigestProgress | GatheredProgress;

/** An alert that is added to those that wait for one email. */
export interface Gathering {
  subscriberId: string;
  alert: GatheredAlert;
  /** ISO 8601: when they are sent. */
  until: string;
  /** The round that they are sent in, to be queued by the first of them. */
  round: number;
  isFirst: boolean;
  /** The subscriber's `preferenceChanges` when this was decided. */
  preferenceChanges: number;
}
