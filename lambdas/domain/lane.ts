import type { DeliveryRequest } from './delivery';

/**
 * The lanes of deliveries, most urgent first. Each kind of email has its own queue and workers, so that
 * someone who signs up does not wait behind alerts, nor an alert behind digests.
 */
export const LANES = ['confirmations', 'alerts', 'digests'] as const;
export type Lane = (typeof LANES)[number];

export function laneOf({ kind }: DeliveryRequest): Lane {
  switch (kind) {
    case 'confirm':
      return 'confirmations';
    case 'alert':
      return 'alerts';
    case 'digest':
      return 'digests';
    default:
      return kind satisfies never;
  }
}
