/** An answer in XML, as AWS's query protocol has it. */
export interface SesAnswer {
  readonly statusCode: number;
  readonly body: string;
}

const NAMESPACE = 'http://ses.amazonaws.com/doc/2010-12-01/';
const METADATA = '<ResponseMetadata><RequestId>local</RequestId></ResponseMetadata>';

export function sent(messageId: string): SesAnswer {
  return success('SendRawEmail', `<MessageId>${escaped(messageId)}</MessageId>`);
}

/** What an account out of the sandbox starts with. */
export function quota(): SesAnswer {
  return success(
    'GetSendQuota',
    '<Max24HourSend>50000</Max24HourSend><MaxSendRate>14</MaxSendRate><SentLast24Hours>0</SentLast24Hours>',
  );
}

export function failure(statusCode: number, code: string, message: string): SesAnswer {
  const type = statusCode < 500 ? 'Sender' : 'Receiver';
  const error = `<Type>${type}</Type><Code>${code}</Code><Message>${escaped(message)}</Message>`;
  return {
    statusCode,
    body: `<ErrorResponse xmlns="${NAMESPACE}"><Error>${error}</Error><RequestId>local</RequestId></ErrorResponse>`,
  };
}

function success(action: string, result: string): SesAnswer {
  return {
    statusCode: 200,
    body: `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${result}</${action}Result>${METADATA}</${action}Response>`,
  };
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
