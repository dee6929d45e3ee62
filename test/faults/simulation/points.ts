import type { FaultKind, PointKind } from '../faults';
import { FAULT_KINDS, type Fault } from '../faults';
import type { Timeline } from './timeline';

/** A point that a run reached, where a fault can strike. */
export interface Point {
  readonly point: string;
  readonly nth: number;
  readonly kind: PointKind;
  /** Of calls: whether it changes something, and whether it may be answered by a late replica. */
  readonly changes?: boolean;
  readonly eventual?: boolean;
  /** Of calls: whether it only notes how far a schedule has come. */
  readonly isBookkeeping?: boolean;
  /** Of calls: the invocation, and its function. */
  readonly invocation?: number;
  readonly handler?: string;
}

/** Kinds of faults that go on for their `ms` after they struck. */
const LASTING: readonly FaultKind[] = [
  'delay',
  'crash-without-events',
  'freeze-before',
  'freeze-after',
  'outage',
  'late-message',
  'repeated-message',
  'late-record',
  'late-event',
];

/** Counts the points that a run reaches, and says which fault strikes there. */
export class Points {
  readonly reached: Point[] = [];
  readonly struck = new Set<Fault>();
  /** When the last fault struck, or ended. */
  lastFaultAt: number;

  private readonly counts = new Map<string, number>();
  private readonly faults = new Map<string, Fault>();

  constructor(
    private readonly timeline: Timeline,
    faults: readonly Fault[],
  ) {
    this.lastFaultAt = timeline.start;
    for (const fault of faults) this.faults.set(`${fault.point} ${fault.nth}`, fault);
  }

  /** @returns the fault that is planned for this point, if it is of a kind that can strike there. */
  reach(
    point: string,
    kind: PointKind,
    details: Omit<Point, 'point' | 'nth' | 'kind'> = {},
  ): Fault | undefined {
    const nth = this.countOf(point) + 1;
    this.counts.set(point, nth);
    this.reached.push({ point, nth, kind, ...details });
    const fault = this.faults.get(`${point} ${nth}`);
    return fault && FAULT_KINDS[fault.kind] === kind ? fault : undefined;
  }

  /** How often the point was reached. */
  countOf(point: string): number {
    return this.counts.get(point) ?? 0;
  }

  /** Records that the fault strikes now. */
  strike(fault: Fault): void {
    const { now } = this.timeline;
    this.struck.add(fault);
    this.timeline.log(`FAULT ${fault.kind} ${fault.ms} at ${fault.point}, time ${fault.nth}`);
    const lastingMs = LASTING.includes(fault.kind) ? Math.max(0, fault.ms) : 0;
    this.lastFaultAt = Math.max(this.lastFaultAt, now + lastingMs);
  }
}
