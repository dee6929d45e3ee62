import { json, refuse } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import { type ApiReply, OPERATIONS } from './api';
import { type Operation, withRequest } from './operation';

/** Says how many emails a briefing, or a briefing that matches a topic, will send. */
export function forecast({
  forecastEmails,
}: Pick<OperateDependencies, 'forecastEmails'>): Operation {
  return withRequest(OPERATIONS['/api/forecast'].request, async (request) => {
    const forecasted = await ('briefing' in request
      ? forecastEmails.ofBriefing(request.briefing)
      : forecastEmails.ofTopic(request));
    if (forecasted.outcome === 'refused') return refuse(400, forecasted.reason);
    const { subject, topics, forecast: figures } = forecasted;
    return json(200, { subject, topics, ...figures } satisfies ApiReply<'/api/forecast'>);
  });
}
