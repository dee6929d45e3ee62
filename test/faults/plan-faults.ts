import type { Fault, FaultKind } from './faults';
import type { Point } from './simulation/points';
import { Random } from './simulation/random';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/**
 * Every single fault at every point that a run reached without faults, or at those that `isStruck` says.
 *
 * Equal ones are left out: a crash between two calls of a process is the same as one after the last call
 * that changed something, or before the first; a refused read or a pause is the same at each of several
 * equal reads between two changes; and of the runs of a schedule that found nothing to do, one is as good
 * as another.
 */
export function everySingleFault(
  points: readonly Point[],
  isStruck: (point: Point) => boolean = () => true,
): Fault[] {
  const changes = new Map<number, number>();
  const reads = new Set<string>();
  return withoutIdleRuns(points.filter(isStruck)).flatMap((point) => {
    const { invocation, kind } = point;
    if (kind !== 'call' || invocation === undefined) return faultsAt(point, 'other');
    const before = changes.get(invocation) ?? 0;
    if (point.changes) {
      changes.set(invocation, before + 1);
      return faultsAt(point, before === 0 ? 'first change' : 'other');
    }
    const read = `${invocation} ${before} ${point.point}`;
    const place = reads.has(read) ? 'equal read' : 'other';
    reads.add(read);
    return faultsAt(point, place);
  });
}

/** Whether the point is on the way of a received email, up to the queue of its answer. */
export function isReceiving({ point }: Point): boolean {
  return /^(receive|start receive|message InboundReceived)/.test(point);
}

/** Where a call is among those of its invocation. */
type Place = 'first change' | 'equal read' | 'other';

function faultsAt(point: Point, place: Place): Fault[] {
  const fault = (kind: FaultKind, ms = 0): Fault => ({
    point: point.point,
    nth: point.nth,
    kind,
    ms,
  });
  switch (point.kind) {
    case 'call': {
      const stale = point.eventual ? [fault('stale', 45 * SECOND_MS)] : [];
      if (place === 'equal read') return stale;
      const always = [fault('throttle'), ...stale, fault('freeze-after', 7 * MINUTE_MS)];
      // A pause that the time limit allows, after the recipient was read.
      const isPreparing = /^deliver (UpdateItem StorageSubscribers|BatchGetItem)/.test(point.point);
      if (isPreparing) always.push(fault('freeze-after', 10 * SECOND_MS));
      if (!point.changes) return always;
      const isSes = point.point.endsWith('SendRawEmail');
      return [
        ...always,
        ...(place === 'first change' ? [fault('crash-before')] : []),
        fault('crash-after'),
        fault('lost-answer'),
        ...(isSes
          ? [fault('outage', 10 * MINUTE_MS), fault('crash-without-events', 15 * MINUTE_MS)]
          : [fault('lost-answers')]),
        ...(isSes ? [] : [fault('delay', 4 * MINUTE_MS)]),
      ];
    }
    case 'start':
      return [fault('skew', 30 * SECOND_MS), fault('skew', -30 * SECOND_MS)];
    case 'message':
      return [
        fault('duplicate-message'),
        fault('late-message', 10 * MINUTE_MS),
        // After what the email asked for was changed again.
        ...(isReceiving(point) ? [fault('repeated-message', 20 * MINUTE_MS)] : []),
      ];
    case 'record':
      return [fault('duplicate-record'), fault('late-record', 6 * MINUTE_MS)];
    case 'event':
      return [fault('lost-event'), fault('duplicate-event'), fault('late-event', 15 * MINUTE_MS)];
    case 'tick':
      return [fault('lost-tick'), fault('double-tick')];
    default:
      return point.kind satisfies never;
  }
}

/** Functions that a schedule invokes. */
const SCHEDULED = new Set(['digests', 'recover']);
/** Of a schedule's runs, so many are enough. */
const MAX_TICKS = 4;
/** A schedule's run reads the shards of an index in the same way. */
const MAX_EQUAL_READS = 2;

/**
 * The points without those of scheduled runs that changed nothing, except each function's first such run,
 * and with some of the shards that a scheduled run reads in the same way.
 */
function withoutIdleRuns(points: readonly Point[]): Point[] {
  const changing = new Set(
    points
      .filter(({ changes, isBookkeeping }) => changes && !isBookkeeping)
      .map(({ invocation }) => invocation),
  );
  const firstIdle = new Map<string, number>();
  const counts = new Map<string, number>();
  const count = (name: string): number => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts.get(name) ?? 0;
  };
  return points.filter(({ point, kind, handler, invocation, changes }) => {
    if (kind === 'tick' || isStartOfScheduled(point)) return count(point) <= MAX_TICKS;
    if (handler === undefined || invocation === undefined || !SCHEDULED.has(handler)) return true;
    if (!changing.has(invocation)) {
      const first = firstIdle.get(handler) ?? invocation;
      firstIdle.set(handler, first);
      if (first !== invocation) return false;
    }
    return changes || count(`${invocation} ${point}`) <= MAX_EQUAL_READS;
  });
}

function isStartOfScheduled(point: string): boolean {
  return [...SCHEDULED].some((name) => point === `start ${name}`);
}

/** What random faults may be, by the kind of point. The first are the most frequent. */
const CALL_FAULTS: readonly FaultKind[] = [
  'crash-before',
  'crash-after',
  'crash-after',
  'throttle',
  'lost-answer',
  'lost-answers',
  'delay',
  'freeze-before',
  'freeze-after',
  'outage',
];

const SES_FAULTS: readonly FaultKind[] = [
  ...CALL_FAULTS.filter((kind) => kind !== 'freeze-before'),
  'crash-without-events',
];

/** Several random faults at points such as a run without faults reaches. */
export function randomFaults(seed: number, points: readonly Point[]): Fault[] {
  const random = new Random(seed ^ 0xfa017);
  const byName = new Map<string, Point[]>();
  for (const point of points) byName.set(point.point, [...(byName.get(point.point) ?? []), point]);
  const names = [...byName.keys()];
  // Half of all faults hit calls that change something.
  const changing = names.filter((name) => byName.get(name)?.[0]?.changes);
  return Array.from({ length: random.between(1, 6) }, () => {
    const name = random.pick(random.chance(0.5) ? changing : names);
    const known = byName.get(name) ?? [];
    const nth = random.between(1, Math.ceil(known.length * 1.4));
    const kind = randomKind(random, known[0]);
    return { point: name, nth, kind, ms: randomMs(random, kind) };
  });
}

function randomKind(random: Random, point: Point | undefined): FaultKind {
  switch (point?.kind) {
    case 'start':
      return 'skew';
    case 'message':
      return random.pick(['duplicate-message', 'late-message', 'repeated-message'] as const);
    case 'record':
      return random.pick(['duplicate-record', 'late-record'] as const);
    case 'event':
      return random.pick(['lost-event', 'duplicate-event', 'late-event'] as const);
    case 'tick':
      return random.pick(['lost-tick', 'double-tick'] as const);
    default:
      if (point?.eventual && random.chance(0.5)) return 'stale';
      // It cannot be told from an email on its way: see the README.
      if (point?.point.endsWith('SendRawEmail')) return random.pick(SES_FAULTS);
      if (point?.changes || random.chance(0.3)) return random.pick(CALL_FAULTS);
      return random.pick(['throttle', 'freeze-after', 'delay'] as const);
  }
}

function randomMs(random: Random, kind: FaultKind): number {
  switch (kind) {
    case 'skew':
      return random.between(-30, 30) * SECOND_MS;
    case 'stale':
      return random.between(1, 60) * SECOND_MS;
    case 'freeze-before':
    case 'freeze-after':
      return random.between(1, 20) * MINUTE_MS;
    case 'outage':
    case 'crash-without-events':
    case 'late-message':
    case 'repeated-message':
    case 'late-record':
    case 'late-event':
      return random.between(1, 15) * MINUTE_MS;
    case 'delay':
      return random.chance(0.5)
        ? random.between(1, 20) * SECOND_MS
        : random.between(1, 5) * MINUTE_MS;
    default:
      return 0;
  }
}
