import type { DeliveryRequest } from './delivery';

/**
 * The lanes of deliveries, most urgent first. Each kind of email has its own queue and workers, so that
 * someone who signs up does not wait behind alerts, and an alert does not wait behind digests.
 */
export const LANES = ['confirmations', 'alerts', 'digests'] as const;
export type Lane = (typeof LANES)[number];

/**
 * With fewer messages than this, a lane counts as idle. Messages that should have been in it and are not in
 * the ledger have then been lost.
 */
export const IDLE_LANE_MESSAGES = 100;

export function laneOf({ kind }: DeliveryRequest): Lane {
  switch (kind) {
    case 'confirm':
    case 'account':
      return 'confirmations';
    case 'alert':
    case 'gathered':
      return 'alerts';
    case 'digest':
      return 'digests';
    default:
      return kind satisfies never;
  }
}
