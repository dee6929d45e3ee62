import { PrivateAddressError } from '../public-address';
import { MAX_FEED_BYTES, TooLargeError } from './request-once';

const UNKNOWN_NAME = 'There is no server of this name.';

/** What the codes of Node mean for an operator. */
const REASONS: Record<string, string> = {
  ENOTFOUND: UNKNOWN_NAME,
  EAI_AGAIN: 'The name of the server could not be looked up.',
  ECONNREFUSED: 'The server refuses connections.',
  ECONNRESET: 'The server closed the connection.',
  EHOSTUNREACH: 'The server can’t be reached.',
  ENETUNREACH: 'The server can’t be reached.',
  ETIMEDOUT: 'The server did not answer in time.',
  CERT_HAS_EXPIRED: 'The certificate of the server has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the server is self-signed.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the server is self-signed.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate of the server can’t be verified.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the server is for another name.',
};

/** Whether the request was not sent because of where it would have gone. */
export function isPrivateAddress(error: unknown): boolean {
  return error instanceof PrivateAddressError;
}

/** Why a request failed, as a sentence without the address. */
export function describeRequestError(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'The server did not send the feed within 15 seconds.';
  if (error instanceof TooLargeError) {
    return `The feed is larger than ${MAX_FEED_BYTES / 1024 / 1024} MB.`;
  }
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__')) {
    return 'The compressed answer of the server is damaged.';
  }
  if (code.startsWith('HPE_')) return 'The answer of the server is not valid HTTP.';
  return REASONS[code] ?? `The request failed${code === '' ? '' : ` (${code})`}.`;
}
