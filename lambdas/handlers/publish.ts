import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { createLogger } from '../adapters/logger';
import { formatRefusals } from '../use-cases/publish-briefings';
import { json, type Reply, readJson, refuse } from './json-reply';
import { API, type ApiReply } from './operate/api';
import { wirePublish } from './wiring/publish';

const MAX_BRIEFINGS_PER_REQUEST = 100;

const logger = createLogger();
const { publish, sendIssueTest } = wirePublish();

/**
 * `POST /api/briefings`: one briefing or a list. Replies 200 if all were stored, 207 if some were,
 * and 400 if none was.
 */
export async function handler(event: APIGatewayProxyEventV2): Promise<Reply> {
  const read = readJson(event);
  if (read.outcome === 'refused') return read.reply;
  if (event.rawPath === '/api/issues/test') return testIssue(read.body);
  const sent = Array.isArray(read.body) ? read.body : [read.body];
  if (sent.length === 0) return refuse(400, 'The list is empty. Send at least one briefing.');
  if (sent.length > MAX_BRIEFINGS_PER_REQUEST) {
    const limit = `Send at most ${MAX_BRIEFINGS_PER_REQUEST} briefings at once`;
    return refuse(400, `${limit}; these are ${sent.length}.`);
  }
  const published = await publish(sent);
  const { briefings, refused } = published;
  // One line per briefing, so that each can be followed by its id up to its emails.
  for (const { briefingId, outcome } of briefings)
    logger.info('published', { briefingId, outcome });
  if (refused.length > 0) logger.info('refused', { briefings: refused.length });
  if (refused.length === 0) return json(200, published satisfies ApiReply<'/api/briefings'>);
  return json(briefings.length > 0 ? 207 : 400, { ...published, error: formatRefusals(refused) });
}

/** `POST /api/issues/test`: sends an issue to one address. */
async function testIssue(body: unknown): Promise<Reply> {
  const read = API['/api/issues/test'].request.safeParse(body);
  if (!read.success)
    return refuse(400, read.error.issues[0]?.message ?? 'The request is not valid.');
  const sent = await sendIssueTest(read.data.issue, read.data.email);
  return sent.outcome === 'refused'
    ? refuse(400, sent.reason)
    : json(200, sent satisfies ApiReply<'/api/issues/test'>);
}
