import { json, refuse } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import { type ApiReply, OPERATIONS } from './api';
import { type Operation, withRequest } from './operation';

/** Lists the deliveries of a briefing or of a subscriber, page by page. */
export function listSentDeliveries({
  listDeliveries,
}: Pick<OperateDependencies, 'listDeliveries'>): Operation {
  return withRequest(OPERATIONS['/api/deliveries'].request, async (request) => {
    const listed = await ('briefingId' in request
      ? listDeliveries.ofBriefing(request.briefingId, request.startAfter)
      : listDeliveries.ofSubscriber(request.email, request.startAfter));
    switch (listed.outcome) {
      case 'listed': {
        const { deliveries, digests, next } = listed;
        return json(200, { deliveries, digests, next } satisfies ApiReply<'/api/deliveries'>);
      }
      case 'unknown':
        return refuse(404, listed.reason);
      case 'refused':
        return refuse(400, listed.reason);
      default:
        return listed satisfies never;
    }
  });
}

/** Queues the alert of a briefing for everyone who should have got it and did not, page by page. */
export function resend({ resendBriefing }: Pick<OperateDependencies, 'resendBriefing'>): Operation {
  return withRequest(
    OPERATIONS['/api/briefings/resend'].request,
    async ({ briefingId, startAfter }) => {
      const resent = await resendBriefing(briefingId, startAfter);
      if (resent.outcome === 'unknown') return refuse(404, 'There is no briefing with this id.');
      const { alerts, next } = resent;
      return json(200, { alerts, next } satisfies ApiReply<'/api/briefings/resend'>);
    },
  );
}
