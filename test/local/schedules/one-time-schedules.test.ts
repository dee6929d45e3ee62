import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Schedules, scheduleNameOf } from '../../../lambdas/adapters/schedules';
import type { LocalFunction } from '../../../lib/local/functions/local-function';
import type { LocalEndpoint } from '../../../lib/local/http/local-endpoint';
import { startSchedulerEndpoint } from '../../../lib/local/schedules/endpoint';
import { OneTimeSchedules } from '../../../lib/local/schedules/one-time-schedules';
import { waitUntil } from '../../support/wait-until';

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:Scheduled';
const target = { functionArn: FUNCTION_ARN, roleArn: 'arn:aws:iam::000000000000:role/Schedules' };

/** Whole seconds from now. */
function inSeconds(seconds: number): string {
  const time = Math.ceil(Date.now() / 1_000 + seconds) * 1_000;
  return new Date(time).toISOString();
}

describe('one-time schedules on this machine', () => {
  let directory: string;
  let local: OneTimeSchedules;
  let server: LocalEndpoint;
  /** The adapter of the functions, which calls the endpoint as it calls AWS. */
  let schedules: Schedules;
  let invoked: unknown[];
  const functionOf = (arn: string): LocalFunction => ({
    name: 'scheduled',
    arn,
    invoke: async (event) => {
      invoked.push(event);
      return { outcome: 'succeeded', result: undefined };
    },
  });

  async function start(): Promise<void> {
    local = await OneTimeSchedules.in(directory, () => new Date().toISOString());
    server = await startSchedulerEndpoint(local, ['group']);
    schedules = new Schedules('group', {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_SCHEDULER: server.endpoint,
    });
    local.start(functionOf);
  }
  async function stop(): Promise<void> {
    local.stop();
    await server.stop();
  }
  beforeEach(async () => {
    invoked = [];
    directory = await mkdtemp(path.join(tmpdir(), 'one-time-schedules-'));
    await start();
  });
  afterEach(async () => {
    await stop();
    await rm(directory, { recursive: true });
  });
  const request = async (pathname: string, init?: RequestInit) => {
    const response = await fetch(`${server.endpoint}${pathname}`, init);
    return { status: response.status, body: await response.json() };
  };
  const names = async () => {
    const { body } = await request('/schedules?ScheduleGroup=group');
    const { Schedules: listed } = body as { Schedules: { Name: string }[] };
    return listed.map(({ Name }) => Name);
  };

  it('invoke the function with the id of the briefing at their time, once, and are deleted', async () => {
    await schedules.put('issue/7', inSeconds(1), target);
    expect(await names()).toEqual([scheduleNameOf('issue/7')]);
    expect(invoked).toEqual([]);
    await waitUntil(async () => (await names()).length === 0);
    expect(invoked).toEqual([{ briefingId: 'issue/7' }]);
    expect(await readdir(path.join(directory, 'one-time-schedules'))).toEqual([]);
  });

  it('can be changed and deleted until then', async () => {
    await schedules.put('changed', inSeconds(0), target);
    await schedules.put('changed', '2090-01-01T09:00:00.000Z', target);
    await schedules.put('deleted', inSeconds(0), target);
    await schedules.remove('deleted');
    await schedules.remove('never-created');
    await schedules.put('last', inSeconds(1), target);
    await waitUntil(() => invoked.length > 0);
    expect(invoked).toEqual([{ briefingId: 'last' }]);
    const { body } = await request(`/schedules/${scheduleNameOf('changed')}?groupName=group`);
    expect(body).toMatchObject({ ScheduleExpression: 'at(2090-01-01T09:00:00)' });
  });

  it('are kept over a restart, and run late if their time has passed', async () => {
    await schedules.put('late', inSeconds(1), target);
    await stop();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(invoked).toEqual([]);
    await start();
    await waitUntil(() => invoked.length > 0);
    expect(invoked).toEqual([{ briefingId: 'late' }]);
  });

  it('are refused as AWS refuses them', async () => {
    const lost = new Schedules('other-group', {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_SCHEDULER: server.endpoint,
    });
    await expect(lost.put('one', inSeconds(60), target)).rejects.toThrow(
      'EventBridge Scheduler refused',
    );
    const recurring = JSON.stringify({ GroupName: 'group', ScheduleExpression: 'rate(1 minute)' });
    const post = { method: 'POST', body: recurring };
    expect(await request('/schedules/one', post)).toMatchObject({ status: 400 });
    expect(await request('/schedules/one?groupName=group')).toMatchObject({ status: 404 });
  });
});
