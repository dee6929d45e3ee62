import { dynamoDbLocal } from '../support/dynamodb-local';
import type { Fault } from './faults';
import { World } from './run-schedule';
import { randomScenario } from './scenarios/random-scenario';
import { nextRun } from './simulation/schedule-times';
import { patchText } from './simulation/service';

describe('the simulation', () => {
  it('repeats a run exactly from its seed', async () => {
    const world = await World.create(dynamoDbLocal());
    const faults: Fault[] = [
      { point: 'deliver SendRawEmail', nth: 1, kind: 'lost-answer', ms: 0 },
      { point: 'publish UpdateItem StorageBriefings', nth: 1, kind: 'crash-after', ms: 0 },
    ];
    const schedule = { seed: 7, actions: randomScenario(7, world.digestsAt), faults };
    const first = await world.run(schedule);
    const second = await world.run(schedule);
    world.close();
    expect(first.struck).toBe(2);
    expect(second.trace).toEqual(first.trace);
  });

  it('runs schedules when EventBridge does', () => {
    const at = (time: string) => Date.parse(`2031-03-03T${time}Z`);
    expect(nextRun('rate(5 minutes)', at('06:30:00'), at('06:00:17'))).toBe(at('06:30:17'));
    expect(nextRun('cron(2/5 * * * ? *)', at('06:57:00'), 0)).toBe(at('07:02:00'));
    expect(() => nextRun('cron(0 8 * * ? *)', 0, 0)).toThrow('cron(0 8 * * ? *)');
  });

  it('refuses a mutant whose text is not there exactly once', () => {
    const patch = { file: 'a.ts', replace: 'x', by: 'y' };
    expect(patchText('1 x 2', patch)).toBe('1 y 2');
    expect(() => patchText('1 x 2 x', patch)).toThrow('2 times');
    expect(() => patchText('none', patch)).toThrow('a.ts');
  });
});
