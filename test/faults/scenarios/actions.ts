import type { Frequency } from '../../../lambdas/domain/frequency';

const MINUTE_MS = 60_000;

/** What readers change about when they get which emails. */
export type PreferenceAction = { readonly person: string } & (
  | {
      readonly kind: 'pause';
      /** A date, such as `2031-03-04`. */
      readonly until: string;
    }
  | { readonly kind: 'resume' }
  | { readonly kind: 'set-quiet-hours'; readonly from: number; readonly to: number }
  | { readonly kind: 'mute'; readonly briefing: string }
  | { readonly kind: 'digest-now' }
);

/** A command as somebody writes it in an email. */
export type EmailedCommand =
  | { readonly word: 'subscribe' | 'unsubscribe' | 'daily'; readonly topic: string }
  | { readonly word: 'pause'; readonly until: string }
  /** In reply to an alert. */
  | { readonly word: 'mute' }
  | { readonly word: 'stop' | 'resume' | 'list' | 'help' };

/** An email to the service. */
export type EmailAction = {
  readonly kind: 'email';
  /** Whom the email is from, or seems to be. */
  readonly person: string;
  /** The local part of its Message-ID. */
  readonly id: string;
  readonly command: EmailedCommand;
  readonly dmarc: 'PASS' | 'FAIL' | 'GRAY';
  /** It goes to the reply address of an alert, if the person has got one. */
  readonly isReply?: boolean;
  /** They press the button of the email that asks them to confirm. */
  readonly confirms?: boolean;
  /** It arrives twice. */
  readonly isCopied?: boolean;
};

/** What publishers and readers do during a run. `at` is in ms after its start. */
export type Action = { readonly at: number } & (
  | PreferenceAction
  | EmailAction
  | {
      readonly kind: 'publish';
      readonly briefing: string;
      readonly topics: readonly string[];
      readonly notify?: boolean;
    }
  | {
      readonly kind: 'follow';
      readonly person: string;
      readonly topic: string;
      readonly frequency: Frequency;
    }
  | {
      readonly kind: 'sign-up';
      readonly person: string;
      readonly topic: string;
      readonly frequency: Frequency;
    }
  | {
      readonly kind: 'set-frequency';
      readonly person: string;
      readonly topic: string;
      readonly frequency: Frequency;
    }
  | { readonly kind: 'set-hour'; readonly person: string; readonly hour: number }
  | {
      readonly kind: 'set-weekday';
      readonly person: string;
      /** 1 (Monday) to 7. */
      readonly weekday: number;
    }
  | {
      readonly kind: 'edit-topic';
      readonly person: string;
      readonly topic: string;
      /** What they follow instead. */
      readonly next: string;
    }
  | { readonly kind: 'stop'; readonly person: string; readonly topic: string }
  | {
      readonly kind: 'leave';
      readonly person: string;
      readonly how: 'one-click' | 'manage page' | 'email';
    }
);

/** Says an action in one line. */
export function describeAction({ at, ...action }: Action): string {
  return `${(at / MINUTE_MS).toFixed(2)} min: ${JSON.stringify(action)}`;
}

/** Minutes after the start, in ms. */
export const minutes = (count: number): number => count * MINUTE_MS;
