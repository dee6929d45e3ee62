import { type Changes, isAnythingDue } from './changes';
import type { Functions } from './functions';
import type { Points } from './points';
import { readable } from './readable';
import { nextRun } from './schedule-times';
import type { Service } from './service';
import type { Tables } from './tables';
import type { Timeline } from './timeline';

/** A schedule with nothing to do runs every time for this long after the last change. */
const WATCHED_AFTER_CHANGE_MS = 60_000;

/** Invokes the functions of the schedules, and skips runs that would do nothing. */
export class Schedules {
  constructor(
    private readonly service: Service,
    private readonly timeline: Timeline,
    private readonly points: Points,
    private readonly tables: Tables,
    private readonly functions: Functions,
    private readonly changes: Changes,
  ) {}

  start(): void {
    const { timeline, points, functions, changes } = this;
    for (const [index, schedule] of this.service.definition.schedules.entries()) {
      const name = readable(schedule.name);
      const fn = functions.withArn(schedule.functionArn);
      let changesSeen = -1;
      const begin = phaseOf(index, timeline.start);
      const plan = (after: number) => {
        const at = nextRun(schedule.expression, after, begin);
        timeline.at(at, () => {
          plan(at);
          if (this.canSkip(changesSeen)) return;
          const before = changes.count;
          const fault = points.reach(`tick ${name}`, 'tick');
          if (fault) points.strike(fault);
          if (fault?.kind === 'lost-tick') return;
          const done = () => {
            changesSeen = before === changes.count ? before : -1;
          };
          functions.invoke(fn, {}, done);
          if (fault?.kind === 'double-tick') functions.invoke(fn, {}, done);
        });
      };
      plan(timeline.start);
    }
  }

  /**
   * Whether a schedule's run would do nothing: its last run changed nothing, nothing has changed since,
   * nothing is in progress, and no entry of the indexes that schedules read has become due. Messages that
   * wait change nothing for it: they are far too few to count as a queue that is not idle.
   */
  private canSkip(changesSeen: number): boolean {
    const { changes, timeline } = this;
    if (changesSeen !== changes.count || !this.functions.isIdle) return false;
    if (timeline.now - changes.lastAt < WATCHED_AFTER_CHANGE_MS) return false;
    return !isAnythingDue(this.tables, timeline.now);
  }
}

/** When a schedule with a rate begins: not all at the same moment. */
function phaseOf(index: number, start: number): number {
  return start + (index + 1) * 17_000;
}

/** When digests that are due at a time are queued. */
export function firstDigests({ definition }: Service, dueAt: number, start: number): number {
  const digests = definition.functions.find(({ handler }) => handler === 'digests');
  const index = definition.schedules.findIndex(({ functionArn }) => functionArn === digests?.arn);
  const schedule = definition.schedules[index];
  if (schedule === undefined) throw new Error('No schedule invokes the function digests.');
  return nextRun(schedule.expression, dueAt, phaseOf(index, start));
}
