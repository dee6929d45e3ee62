import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { EventBus } from '../event-bus';
import { crossSiteRefusal } from '../http/cross-site.cjs';
import { readBody, TOO_LARGE } from '../http/read-body';
import { listen } from '../processes/ports';
import type { ConfigurationSets } from '../template/email-events';
import type { WorkTracker } from '../work-tracker';
import { createEvent, outcomesOf, type SesEventType } from './events';
import type { Inbox } from './inbox';
import { errorResponse, quotaResponse, type SesResponse, sentResponse } from './responses';
import { parseSendRequest, type SendRequest } from './send-request';
import type { SentEmail, SesFault } from './sent-email';
import { SuppressionList } from './suppression-list';
import { validateSend } from './validate-send';

/** An email may have 10 MB before base64: https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MAX_CALL_BYTES = 15 * 1024 * 1024;

/**
 * SES accepts an email to an address on the suppression list, and bounces it:
 * https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
 */
const SUPPRESSED_OUTCOMES = ['Send', 'Bounce'] as const;

/** What SES keeps about the account. */
interface Account {
  readonly suppressed: SuppressionList;
  /** Emails accepted so far. */
  sent: number;
}

export interface SesEndpointDependencies {
  readonly inbox: Inbox;
  readonly configurationSets: ConfigurationSets;
  readonly bus: EventBus;
  readonly workTracker: WorkTracker;
  /** Called for every email that was accepted, before its events are sent. */
  readonly onEmail: (email: SentEmail) => Promise<void>;
  /** Injects a fault for an email. Returns undefined to send it normally. */
  readonly fault: (email: Omit<SentEmail, 'messageId'>) => SesFault | undefined;
  readonly report: (line: string) => void;
}

export interface SesEndpoint {
  /** `http://127.0.0.1:port` */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * Starts the SES that functions call. Emails go to the inbox, and their events to the event bus if
 * the email's configuration set says so.
 */
export async function startSesEndpoint(
  dependencies: SesEndpointDependencies,
): Promise<SesEndpoint> {
  const account = { suppressed: new SuppressionList(), sent: 0 };
  const server = createServer((request, response) => {
    const refusal = crossSiteRefusal(request, port);
    if (refusal !== undefined) {
      return respond(response, errorResponse(403, 'AccessDenied', refusal));
    }
    dependencies.workTracker
      .track(() => handle(request, response, dependencies, account))
      .catch((error) => {
        dependencies.report(`The local SES failed: ${error}`);
        response.destroy();
      });
  });
  const port = await listen(server, 0, '127.0.0.1', { purpose: 'the local SES' });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  dependencies: SesEndpointDependencies,
  account: Account,
): Promise<void> {
  const body = await readBody(request, MAX_CALL_BYTES);
  if (body === TOO_LARGE) {
    return respond(
      response,
      errorResponse(413, 'RequestEntityTooLarge', 'The request is too large.'),
    );
  }
  const { method = '', url = '' } = request;
  const answer = account.suppressed.answer(method, url, body.toString());
  if (answer !== undefined) return respond(response, answer);
  const form = new URLSearchParams(body.toString());
  const action = form.get('Action');
  if (action === 'GetSendQuota') return respond(response, quotaResponse(account.sent));
  if (action !== 'SendRawEmail') {
    const message = `The local SES supports SendRawEmail and GetSendQuota only, not ${action}.`;
    return respond(response, errorResponse(400, 'InvalidAction', message));
  }
  await sendRawEmail(form, response, dependencies, account);
}

async function sendRawEmail(
  form: URLSearchParams,
  response: ServerResponse,
  dependencies: SesEndpointDependencies,
  account: Account,
): Promise<void> {
  const request = await parseSendRequest(form);
  const error = validateSend(request, dependencies.configurationSets);
  if (error) return respond(response, error);
  const email = emailOf(request);
  const fault = dependencies.fault(email);
  if (fault === 'disconnect') return void response.destroy();
  if (fault && fault !== 'accept-then-disconnect') return respond(response, faultResponses[fault]);
  account.sent += 1;
  const isSuppressed = request.destinations.some((address) => account.suppressed.has(address));
  const messageId = isSuppressed ? randomUUID() : await dependencies.inbox.send(form);
  if (!isSuppressed) await dependencies.onEmail({ ...email, messageId });
  if (fault === 'accept-then-disconnect') response.destroy();
  else respond(response, sentResponse(messageId));
  const types = isSuppressed ? SUPPRESSED_OUTCOMES : outcomesOf(request);
  await publishEvents(types, request, messageId, dependencies);
}

const faultResponses: Record<'throttle' | 'reject' | 'fail', SesResponse> = {
  throttle: errorResponse(400, 'Throttling', 'Maximum sending rate exceeded.'),
  reject: errorResponse(400, 'InvalidParameterValue', 'Illegal address.'),
  fail: errorResponse(503, 'ServiceUnavailable', 'Service is temporarily unavailable.'),
};

function emailOf({ email, destinations, raw, tags }: SendRequest): Omit<SentEmail, 'messageId'> {
  return {
    to: destinations,
    subject: email.subject ?? '',
    html: email.html ?? '',
    text: email.text ?? '',
    raw,
    tags,
  };
}

async function publishEvents(
  types: readonly SesEventType[],
  request: SendRequest,
  messageId: string,
  { configurationSets, bus }: SesEndpointDependencies,
): Promise<void> {
  const eventTypes = configurationSets.get(request.configurationSet ?? '');
  for (const type of types) {
    if (!eventTypes?.has(type.toLowerCase())) continue;
    await bus.put(createEvent(type, request, messageId, new Date()));
  }
}

function respond(
  response: ServerResponse,
  { statusCode, body, contentType = 'text/xml', headers = {} }: SesResponse,
): void {
  response.writeHead(statusCode, { 'content-type': contentType, ...headers });
  response.end(body);
}
