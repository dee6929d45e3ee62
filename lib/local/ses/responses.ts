/** A response in XML, as in AWS's query protocol. */
export interface SesResponse {
  readonly statusCode: number;
  readonly body: string;
}

const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/';

export function sentResponse(messageId: string): SesResponse {
  const result = `<SendRawEmailResult><MessageId>${escapeXml(messageId)}</MessageId></SendRawEmailResult>`;
  const metadata = '<ResponseMetadata><RequestId>local</RequestId></ResponseMetadata>';
  return {
    statusCode: 200,
    body: `<SendRawEmailResponse xmlns="${NAMESPACE}">${result}${metadata}</SendRawEmailResponse>`,
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
