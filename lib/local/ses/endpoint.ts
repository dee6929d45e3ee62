import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Activity } from '../activity';
import type { DeclaredConfigurationSets } from '../declared/mail-events';
import type { EventBus } from '../event-bus';
import { readBody, TOO_LARGE } from '../http/read-body';
import { listen } from '../processes/ports';
import { failure, quota, type SesAnswer, sent } from './answers';
import { busEvent, fateOf } from './events';
import type { Inbox } from './inbox';
import { refusalOf } from './refusals';
import { parseSendRequest, type SendRequest } from './send-request';
import type { SentMail, SesFault } from './sent-mail';

/** Bytes of a call; a mail may have 10 MB before base64: https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const LARGEST_CALL = 15 * 1024 * 1024;

export interface SesEndpointOptions {
  readonly inbox: Inbox;
  readonly configurationSets: DeclaredConfigurationSets;
  readonly bus: EventBus;
  readonly activity: Activity;
  readonly clock: () => Date;
  /** Told of every mail that was taken, before its events go out. */
  readonly onMail: (mail: SentMail) => Promise<void>;
  /** Decides what goes wrong with a mail; nothing when it gives undefined. */
  readonly fault: (mail: Omit<SentMail, 'messageId'>) => SesFault | undefined;
  readonly report: (line: string) => void;
}

export interface SesEndpoint {
  /** `http://127.0.0.1:port` */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * SES as the functions call it: mails go to the inbox, and what becomes of them goes to the event
 * bus when the mail's configuration set says so.
 */
export async function startSesEndpoint(options: SesEndpointOptions): Promise<SesEndpoint> {
  const server = createServer((request, response) => {
    options.activity
      .during(() => handle(request, response, options))
      .catch((error) => {
        options.report(`The local SES failed: ${error}`);
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
  options: SesEndpointOptions,
): Promise<void> {
  const body = await readBody(request, LARGEST_CALL);
  if (body === TOO_LARGE) {
    return answer(response, failure(413, 'RequestEntityTooLarge', 'The call is too long.'));
  }
  const form = new URLSearchParams(body.toString());
  const action = form.get('Action');
  if (action === 'GetSendQuota') return answer(response, quota());
  if (action !== 'SendRawEmail') {
    return answer(response, failure(400, 'InvalidAction', `There is no ${action} locally.`));
  }
  await sendRawEmail(form, response, options);
}

async function sendRawEmail(
  form: URLSearchParams,
  response: ServerResponse,
  options: SesEndpointOptions,
): Promise<void> {
  const request = await parseSendRequest(form);
  const refusal = refusalOf(request, options.configurationSets);
  if (refusal) return answer(response, refusal);
  const mail = mailOf(request);
  const fault = options.fault(mail);
  if (fault === 'break') return void response.destroy();
  if (fault && fault !== 'accept-unheard') return answer(response, faultAnswers[fault]);
  const messageId = await options.inbox.send(form);
  await options.onMail({ ...mail, messageId });
  if (fault === 'accept-unheard') response.destroy();
  else answer(response, sent(messageId));
  await publishEvents(request, messageId, options);
}

const faultAnswers: Record<'throttle' | 'reject' | 'fail', SesAnswer> = {
  throttle: failure(400, 'Throttling', 'Maximum sending rate exceeded.'),
  reject: failure(400, 'InvalidParameterValue', 'Illegal address.'),
  fail: failure(503, 'ServiceUnavailable', 'Service is temporarily unavailable.'),
};

function mailOf({ email, destinations, raw, tags }: SendRequest): Omit<SentMail, 'messageId'> {
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
  request: SendRequest,
  messageId: string,
  { configurationSets, bus, clock }: SesEndpointOptions,
): Promise<void> {
  const told = configurationSets.get(request.configurationSet ?? '');
  for (const type of fateOf(request)) {
    if (!told?.has(type.toLowerCase())) continue;
    await bus.put(busEvent(type, request, messageId, clock()));
  }
}

function answer(response: ServerResponse, { statusCode, body }: SesAnswer): void {
  response.writeHead(statusCode, { 'content-type': 'text/xml' });
  response.end(body);
}
