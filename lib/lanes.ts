import { Construct } from 'constructs';
import { LANES, type Lane, type VariableName } from '../lambdas/environment';
import type { ServiceFunction } from './service-function';
import { WorkQueue } from './work-queue';

const SETTINGS = {
  confirmations: { id: 'Confirmations', variable: 'CONFIRMATIONS_QUEUE_URL' },
  alerts: { id: 'Alerts', variable: 'ALERTS_QUEUE_URL' },
  digests: { id: 'Digests', variable: 'DIGESTS_QUEUE_URL' },
} as const satisfies Record<Lane, { id: string; variable: VariableName }>;

/** The queues of deliveries: one per kind of email, so that an urgent one waits for its own kind only. */
export class Lanes extends Construct {
  readonly queues: Readonly<Record<Lane, WorkQueue>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const createQueue = (lane: Lane) => {
      const { id, variable } = SETTINGS[lane];
      return new WorkQueue(this, id, { variable });
    };
    this.queues = {
      confirmations: createQueue('confirmations'),
      alerts: createQueue('alerts'),
      digests: createQueue('digests'),
    };
  }

  /** Grants permission to send to these lanes, and sets their URLs. */
  grantSend(fn: ServiceFunction, ...lanes: Lane[]): void {
    for (const lane of lanes) this.queues[lane].grantSend(fn);
  }

  /** Grants permission to count the messages of these lanes. */
  grantCount(fn: ServiceFunction, ...lanes: Lane[]): void {
    for (const lane of lanes) this.queues[lane].grantCount(fn);
  }
}

export { LANES, type Lane };
