import type { Frequency } from '../../../lambdas/domain/frequency';

/** Who follows what before each run, which begins on a Monday at 06:30 UTC. */
export const FOLLOWERS: readonly {
  person: string;
  topic: string;
  frequency: Frequency;
  hour: number;
}[] = [
  { person: 'ann', topic: 'granite', frequency: 'instant', hour: 8 },
  { person: 'ann', topic: 'basalt', frequency: 'daily', hour: 8 },
  { person: 'bob', topic: 'granite', frequency: 'daily', hour: 8 },
  { person: 'bob', topic: 'marble', frequency: 'instant', hour: 8 },
  { person: 'cat', topic: 'granite', frequency: 'instant', hour: 7 },
  { person: 'cat', topic: 'basalt', frequency: 'weekly', hour: 7 },
  { person: 'dee', topic: 'marble', frequency: 'daily', hour: 7 },
  { person: 'dee', topic: 'basalt', frequency: 'instant', hour: 7 },
];
