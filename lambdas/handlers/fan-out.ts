import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { createLogger } from '../adapters/logger';
import { type FanOutRequest, fanOutRequestSchema } from '../domain/fan-out-request';
import { fanOut } from '../use-cases/fan-out';
import { processQueue } from './batch';
import { wireFanOut } from './wiring/fan-out';

const logger = createLogger();
const dependencies = wireFanOut();

/** The alerts queue: one message per topic that a briefing matched. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const createDeliveries = fanOut({
    ...dependencies,
    timeLeftMs: () => context.getRemainingTimeInMillis(),
  });
  return processQueue(
    event,
    context,
    logger,
    async ({ body }) => {
      const request = parseRequest(body);
      const { topicId, briefingId } = request;
      logger.info('fanned out', { topicId, briefingId, ...(await createDeliveries(request)) });
    },
    identifyBriefing,
  );
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
