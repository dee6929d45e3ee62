/** A response, in XML as in AWS's query protocol unless it has another type. */
export interface SesResponse {
  readonly statusCode: number;
  readonly body: string;
  /** @default text/xml */
  readonly contentType?: string;
  readonly headers?: Record<string, string>;
}

const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/';
const METADATA = '<ResponseMetadata><RequestId>local</RequestId></ResponseMetadata>';

export function sentResponse(messageId: string): SesResponse {
  const result = `<SendRawEmailResult><MessageId>${escapeXml(messageId)}</MessageId></SendRawEmailResult>`;
  return {
    statusCode: 200,
    body: `<SendRawEmailResponse xmlns="${NAMESPACE}">${result}${METADATA}</SendRawEmailResponse>`,
  };
}

/** The quota of an account that has left the sandbox; `sent` is the number of emails so far. */
export function quotaResponse(sent: number): SesResponse {
  const result = `<Max24HourSend>50000</Max24HourSend><MaxSendRate>14</MaxSendRate><SentLast24Hours>${sent}</SentLast24Hours>`;
  return {
    statusCode: 200,
    body: `<GetSendQuotaResponse xmlns="${NAMESPACE}"><GetSendQuotaResult>${result}</GetSendQuotaResult>${METADATA}</GetSendQuotaResponse>`,
  };
}

export function errorResponse(statusCode: number, code: string, message: string): SesResponse {
  const type = statusCode < 500 ? 'Sender' : 'Receiver';
  const error = `<Type>${type}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
  return {
    statusCode,
    body: `<ErrorResponse xmlns="${NAMESPACE}"><Error>${error}</Error><RequestId>local</RequestId></ErrorResponse>`,
  };
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
