import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { LambdaEvent } from 'hono/aws-lambda';
import { aContext, anApiRequest } from './events';

/** The variables of the web function. No table of these names exists. */
const VARIABLES = {
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  AWS_REGION: 'us-east-1',
  BRIEFINGS_TABLE: 'Briefings',
  TOPICS_TABLE: 'Topics',
  MATCHES_TABLE: 'Matches',
  SUBSCRIBERS_TABLE: 'Subscribers',
  DELIVERIES_TABLE: 'Deliveries',
  CONFIRMATIONS_QUEUE_URL: 'https://sqs.example/confirmations',
  ALERTS_QUEUE_URL: 'https://sqs.example/alerts',
  DIGESTS_QUEUE_URL: 'https://sqs.example/digests',
  SITE_NAME: 'Briefwire',
  BRAND: JSON.stringify({ name: 'Briefwire', accent: '#8a1c3a', accentDark: '#c98b9c' }),
  SITE_URL: 'https://news.example.org',
  SUGGESTED_TOPICS: '[]',
  NEWSLETTERS: '[]',
  FORM_ORIGINS: '["https://partner.example"]',
  REFUSED_DOMAINS: '[]',
  INBOUND_ADDRESS: '',
  POSTAL_ADDRESS: '1 Example Street',
  SEND_RATE: '1',
  DAILY_QUOTA: '200',
  ALERT_WINDOW_MINUTES: '15',
  MAX_ALERTS_PER_DAY: '20',
  DIGEST_HOUR: '8',
  MAX_TOPICS_PER_SUBSCRIBER: '50',
  TOPIC_LANGUAGE: 'en',
  TIME_ZONE: 'UTC',
};

/** What a request says about itself. Whoever sends it can choose all of it. */
export interface WebRequest {
  method?: string;
  headers?: Record<string, string>;
  query?: string;
  body?: string;
  /** The host that API Gateway says was asked for. */
  domainName?: string;
}

/** The function behind every page, invoked as by API Gateway; for pages that read no table. */
export async function aWebFunction() {
  const before = { ...process.env };
  Object.assign(process.env, VARIABLES);
  const { handler } = await import('../../lambdas/handlers/web');
  process.env = before;
  return async (path: string, request: WebRequest = {}) => {
    const answer = await handler(asLambdaEvent(webEvent(path, request)), aContext());
    const { statusCode, headers = {}, body = '', isBase64Encoded } = answer;
    const text = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString('utf8');
    return { status: statusCode, headers: new Headers(headers as Record<string, string>), text };
  };
}

function webEvent(
  path: string,
  {
    method = 'GET',
    headers = {},
    query = '',
    body = '',
    domainName = 'news.example.org',
  }: WebRequest,
): APIGatewayProxyEventV2 {
  const event = anApiRequest(path, undefined, method);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  return {
    ...event,
    rawQueryString: query,
    headers: { host: domainName, ...(body === '' ? {} : form), ...headers },
    body,
    requestContext: { ...event.requestContext, domainName },
  };
}

/** Hono's type of an event requires an authorizer, which no route of the pages has. */
export function asLambdaEvent(event: APIGatewayProxyEventV2): LambdaEvent {
  return event as unknown as LambdaEvent;
}
