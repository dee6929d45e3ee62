import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { crossSiteRefusal } from '../http/cross-site.cjs';
import { type LocalEndpoint, openEndpoint } from '../http/local-endpoint';
import { readBody, TOO_LARGE } from '../http/read-body';
import {
  type OneTimeSchedule,
  type OneTimeSchedules,
  oneTimeScheduleSchema,
} from './one-time-schedules';

/** Far above any schedule of ours; Scheduler allows an input of 256 KB. */
const MAX_REQUEST_BYTES = 300_000;

/**
 * Starts the EventBridge Scheduler that functions call: CreateSchedule, UpdateSchedule, DeleteSchedule,
 * GetSchedule and ListSchedules of the groups in the template, for schedules that run once.
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html
 */
export async function startSchedulerEndpoint(
  schedules: OneTimeSchedules,
  groups: readonly string[],
): Promise<LocalEndpoint> {
  const server = createServer((request, response) => {
    const refusal = crossSiteRefusal(request, opened.port);
    if (refusal !== undefined) return refuse(response, 403, 'AccessDeniedException', refusal);
    handle(request, response, schedules, groups).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      refuse(response, 400, 'ValidationException', reason);
    });
  });
  const opened = await openEndpoint(server, 'the local EventBridge Scheduler');
  return opened;
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  schedules: OneTimeSchedules,
  groups: readonly string[],
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, , encodedName = ''] = pathname.split('/');
  const name = decodeURIComponent(encodedName);
  const written = method === 'POST' || method === 'PUT' ? await readSchedule(request) : undefined;
  const group =
    written?.GroupName ?? searchParams.get('groupName') ?? searchParams.get('ScheduleGroup') ?? '';
  if (!groups.includes(group)) return notFound(response, `Schedule group ${group} does not exist.`);
  if (name === '' && method === 'GET') {
    const listed = schedules.list(group).map(({ Name, GroupName }) => ({ Name, GroupName }));
    return reply(response, { Schedules: listed });
  }

  const existing = schedules.get(group, name);
  const isNew = method === 'POST';
  if (isNew && existing) {
    return refuse(response, 409, 'ConflictException', `Schedule ${name} already exists.`);
  }
  if (!isNew && !existing) return notFound(response, `Schedule ${name} does not exist.`);
  if (written) {
    await schedules.put(name, written);
    return reply(response, { ScheduleArn: `arn:aws:scheduler:::schedule/${group}/${name}` });
  }
  if (method === 'DELETE') {
    await schedules.remove(group, name);
    return reply(response, {});
  }
  if (method === 'GET' && existing) return reply(response, existing);
  refuse(response, 501, 'NotImplemented', `The local scheduler does not support ${method}.`);
}

async function readSchedule(request: IncomingMessage): Promise<OneTimeSchedule> {
  const body = await readBody(request, MAX_REQUEST_BYTES);
  if (body === TOO_LARGE) throw new Error('The request is too large.');
  return oneTimeScheduleSchema.parse(JSON.parse(body.toString('utf8')));
}

function reply(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function notFound(response: ServerResponse, message: string): void {
  refuse(response, 404, 'ResourceNotFoundException', message);
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': code });
  response.end(JSON.stringify({ Message: message }));
}
