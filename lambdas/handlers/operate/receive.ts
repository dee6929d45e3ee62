import { json, refuse } from '../json-reply';
import type { OperateDependencies } from '../wiring/operate';
import { type ApiReply, OPERATIONS } from './api';
import { type Operation, withRequest } from './operation';

type ReceiveDependencies = Pick<OperateDependencies, 'receiveEmail' | 'newArrivalId'>;

const NO_EMAIL =
  'This stage takes no email. Set inboundAddress in cdk.json or with -c, and deploy it again.';

/** Handles an email as if SES had received it, with the sender and recipients that its headers name. */
export function receive({ receiveEmail, newArrivalId }: ReceiveDependencies): Operation {
  return withRequest(OPERATIONS['/api/emails/receive'].request, async ({ raw, dmarc }) => {
    if (receiveEmail === undefined) return refuse(409, NO_EMAIL);
    const email = { raw: Buffer.from(raw, 'base64'), dmarc, arrivalId: newArrivalId() };
    return json(200, (await receiveEmail(email)) satisfies ApiReply<'/api/emails/receive'>);
  });
}
