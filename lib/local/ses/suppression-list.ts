import type { SesResponse } from './responses';

/**
 * The account's suppression list, as SES's second API changes it:
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutSuppressedDestination.html
 */
export class SuppressionList {
  private readonly addresses = new Set<string>();

  has(address: string): boolean {
    return this.addresses.has(address.toLowerCase());
  }

  /** Answers a request of the second API. Undefined for any other request. */
  answer(method: string, path: string, body: string): SesResponse | undefined {
    if (!path.startsWith(BASE)) return undefined;
    const address = decodeURIComponent(path.slice(BASE.length + 1));
    if (method === 'PUT' && address === '') return this.put(body);
    if (method === 'DELETE' && address !== '') return this.delete(address);
    return failure(400, 'BadRequestException', `The local SES doesn't support ${method} ${path}.`);
  }

  private put(body: string): SesResponse {
    const { EmailAddress, Reason } = JSON.parse(body);
    if (typeof EmailAddress !== 'string' || !['BOUNCE', 'COMPLAINT'].includes(Reason)) {
      return failure(400, 'BadRequestException', 'EmailAddress or Reason is invalid.');
    }
    this.addresses.add(EmailAddress.toLowerCase());
    return success();
  }

  private delete(address: string): SesResponse {
    if (this.addresses.delete(address.toLowerCase())) return success();
    const message = `Email address ${address} does not exist on your suppression list.`;
    return failure(404, 'NotFoundException', message);
  }
}

const BASE = '/v2/email/suppression/addresses';
const JSON_TYPE = 'application/json';

const success = (): SesResponse => ({ statusCode: 200, body: '{}', contentType: JSON_TYPE });

/** The SDK reads the type of an error from its header. */
function failure(statusCode: number, code: string, message: string): SesResponse {
  return {
    statusCode,
    body: JSON.stringify({ message }),
    contentType: JSON_TYPE,
    headers: { 'x-amzn-errortype': code },
  };
}
