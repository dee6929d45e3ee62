import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { LocalFunction } from '../functions/local-function';

/**
 * What the local scheduler accepts: one-time schedules in UTC that are deleted when they have run.
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
 */
export const oneTimeScheduleSchema = z.strictObject({
  GroupName: z.string(),
  ScheduleExpression: z.string().regex(/^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)$/),
  ScheduleExpressionTimezone: z.literal('UTC'),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  ActionAfterCompletion: z.literal('DELETE'),
  Target: z.strictObject({
    Arn: z.string().startsWith('arn:aws:lambda:'),
    RoleArn: z.string().startsWith('arn:aws:iam:'),
    Input: z.string(),
    // Lambda accepts every invocation here, so there is nothing to retry.
    RetryPolicy: z.strictObject({
      MaximumRetryAttempts: z.number(),
      MaximumEventAgeInSeconds: z.number(),
    }),
  }),
});

export type OneTimeSchedule = z.output<typeof oneTimeScheduleSchema>;
export type NamedSchedule = OneTimeSchedule & { readonly Name: string };

/** The longest delay of a timer: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The names that EventBridge Scheduler allows, which are also names of files. */
const NAME = /^[\w.-]{1,64}$/;

/**
 * The schedules that functions create. Each runs once, at its time or, if the stack did not run then, when it
 * is started again, and is deleted afterwards.
 */
export class OneTimeSchedules {
  private readonly schedules = new Map<string, NamedSchedule>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  /** Undefined until the functions are loaded. */
  private functionOf: ((arn: string) => LocalFunction) | undefined;

  private constructor(
    /** Undefined to keep nothing. */
    private readonly directory: string | undefined,
    private readonly now: () => string,
  ) {}

  /** Those that were left in the directory of `--data`. None runs before `start`. */
  static async in(dataDirectory: string | undefined, now: () => string): Promise<OneTimeSchedules> {
    const directory = dataDirectory && path.join(dataDirectory, 'one-time-schedules');
    const schedules = new OneTimeSchedules(directory, now);
    await schedules.load();
    return schedules;
  }

  start(functionOf: (arn: string) => LocalFunction): void {
    this.functionOf = functionOf;
    for (const [key, schedule] of this.schedules) this.wait(key, schedule);
  }

  /** Those of a group, in the order of their names. */
  list(group: string): NamedSchedule[] {
    return [...this.schedules.values()]
      .filter(({ GroupName }) => GroupName === group)
      .sort((one, other) => (one.Name < other.Name ? -1 : 1));
  }

  get(group: string, name: string): NamedSchedule | undefined {
    return this.schedules.get(keyOf(group, name));
  }

  /** @throws Error if the name is not allowed. */
  async put(name: string, schedule: OneTimeSchedule): Promise<void> {
    if (!NAME.test(name)) throw new Error('The name of the schedule is not allowed.');
    const named = { ...schedule, Name: name };
    const key = keyOf(schedule.GroupName, name);
    const file = this.fileOf(key);
    if (file !== undefined) {
      await writeFile(`${file}.new`, JSON.stringify(named));
      // Renaming is atomic: there is the whole file or none.
      await rename(`${file}.new`, file);
    }
    this.schedules.set(key, named);
    this.wait(key, named);
  }

  async remove(group: string, name: string): Promise<void> {
    const key = keyOf(group, name);
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.schedules.delete(key);
    const file = this.fileOf(key);
    if (file !== undefined) await rm(file, { force: true });
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private wait(key: string, schedule: NamedSchedule): void {
    clearTimeout(this.timers.get(key));
    const { functionOf } = this;
    if (functionOf === undefined) return;
    const time = Date.parse(`${schedule.ScheduleExpression.slice('at('.length, -1)}Z`);
    const delay = Math.max(0, time - Date.parse(this.now()));
    const timer = setTimeout(
      () => {
        if (delay > MAX_TIMER_MS) this.wait(key, schedule);
        else void this.run(key, schedule, functionOf);
      },
      Math.min(delay, MAX_TIMER_MS),
    );
    this.timers.set(key, timer);
  }

  private async run(
    key: string,
    schedule: NamedSchedule,
    functionOf: (arn: string) => LocalFunction,
  ): Promise<void> {
    const { Arn, Input } = schedule.Target;
    // A failed run is reported by the function.
    await functionOf(Arn).invoke(JSON.parse(Input));
    // Unless it was changed meanwhile: then its new time is still to come.
    if (this.schedules.get(key) === schedule) await this.remove(schedule.GroupName, schedule.Name);
  }

  private async load(): Promise<void> {
    const { directory } = this;
    if (directory === undefined) return;
    await mkdir(directory, { recursive: true });
    for (const name of await readdir(directory)) {
      const file = path.join(directory, name);
      // Incomplete: the call that created it got no answer.
      if (name.endsWith('.new')) {
        await rm(file);
        continue;
      }
      const stored = namedScheduleSchema.parse(JSON.parse(await readFile(file, 'utf8')));
      this.schedules.set(keyOf(stored.GroupName, stored.Name), stored);
    }
  }

  private fileOf(key: string): string | undefined {
    return this.directory && path.join(this.directory, `${key}.json`);
  }
}

const namedScheduleSchema = oneTimeScheduleSchema.extend({ Name: z.string().regex(NAME) });

/** Neither a name nor the id of a group in the template has a space. */
function keyOf(group: string, name: string): string {
  return `${group} ${name}`;
}
