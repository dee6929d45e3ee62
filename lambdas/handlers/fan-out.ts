import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { createLogger } from '../adapters/logger';
import { type FanOutRequest, fanOutRequestSchema } from '../domain/fan-out-request';
import { processQueue } from './batch';
import { wireFanOut } from './wiring/fan-out';

const logger = createLogger();
const fanOut = wireFanOut();

/** The fan-out queue: one message per part of the topics that a briefing matched, and pass. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const fanOutMessage = async ({ body }: SQSRecord) => {
    const request = parseRequest(body);
    const { briefingId, edition, index } = request;
    const outcome = await fanOut(request, () => context.getRemainingTimeInMillis());
    logger.info('fanned out', { briefingId, edition, index, ...outcome });
  };
  return processQueue(event, context, logger, fanOutMessage, identifyBriefing);
}

/** For the log. A malformed message has no briefing; its message id is logged in any case. */
function identifyBriefing({ body }: SQSRecord): { briefingId?: string } {
  try {
    return { briefingId: parseRequest(body).briefingId };
  } catch {
    return {};
  }
}

function parseRequest(body: string): FanOutRequest {
  return fanOutRequestSchema.parse(JSON.parse(body));
}
