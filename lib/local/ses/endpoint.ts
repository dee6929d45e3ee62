import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { crossSiteRefusal } from '../http/cross-site.cjs';
import { type LocalEndpoint, openEndpoint } from '../http/local-endpoint';
import { readBody, TOO_LARGE } from '../http/read-body';
import type { ConfigurationSets } from '../template/email-events';
import type { WorkTracker } from '../work-tracker';
import { type EmailAcceptance, sentOf } from './email-acceptance';
import { errorResponse, quotaResponse, type SesResponse, sentResponse } from './responses';
import { parseSendRequest } from './send-request';
import type { SentEmail, SesFault } from './sent-email';
import type { SuppressionList } from './suppression-list';
import { validateSend } from './validate-send';

/** An email may have 10 MB before base64: https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MAX_CALL_BYTES = 15 * 1024 * 1024;

/**
 * Longer than the SDK keeps an idle connection. With Node's five seconds, the server sometimes closes a
 * connection just when a function sends an email over it, and nobody knows whether the email was accepted.
 */
const KEEP_ALIVE_MS = 10 * 60_000;

/** What SES counts for the account. */
interface Account {
  /** Emails accepted so far. */
  sent: number;
}

export interface SesEndpointDependencies {
  readonly acceptance: EmailAcceptance;
  readonly suppressionList: SuppressionList;
  readonly configurationSets: ConfigurationSets;
  readonly workTracker: WorkTracker;
  /** Injects a fault for an email. Returns undefined to send it normally. */
  readonly fault: (email: Omit<SentEmail, 'messageId'>) => SesFault | undefined;
  readonly report: (line: string) => void;
}

/** Starts the SES that functions call. */
export async function startSesEndpoint(
  dependencies: SesEndpointDependencies,
): Promise<LocalEndpoint> {
  const account: Account = { sent: 0 };
  const server = createServer((request, response) => {
    const refusal = crossSiteRefusal(request, opened.port);
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
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const opened = await openEndpoint(server, 'the local SES');
  return opened;
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
  const answer = dependencies.suppressionList.answer(method, url, body.toString());
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
  const fault = dependencies.fault(sentOf(request));
  if (fault === 'disconnect') return void response.destroy();
  if (fault && fault !== 'accept-then-disconnect') return respond(response, faultResponses[fault]);
  account.sent += 1;
  const accepted = await dependencies.acceptance.accept(form, request);
  if (fault === 'accept-then-disconnect') response.destroy();
  else respond(response, sentResponse(accepted.messageId));
  await accepted.publishEvents();
}

const faultResponses: Record<'throttle' | 'reject' | 'fail', SesResponse> = {
  throttle: errorResponse(400, 'Throttling', 'Maximum sending rate exceeded.'),
  reject: errorResponse(400, 'InvalidParameterValue', 'Illegal address.'),
  fail: errorResponse(503, 'ServiceUnavailable', 'Service is temporarily unavailable.'),
};

function respond(
  response: ServerResponse,
  { statusCode, body, contentType = 'text/xml', headers = {} }: SesResponse,
): void {
  response.writeHead(statusCode, { 'content-type': contentType, ...headers });
  response.end(body);
}
