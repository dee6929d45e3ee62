import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The address that replies to an email of ours go to: `local+token@domain`, where `local@domain` takes
 * commands. The token says whose email is replied to, and which. It is the subscriber's id (16 bytes), the
 * beginning of a hash of the delivery's id, the day, and the beginning of an HMAC-SHA256, in Crockford's
 * base32: mail programs may change the case of a local part, which has at most 64 characters
 * (RFC 5321, 4.5.3.1.1).
 */
const ID_BYTES = 16;
const DELIVERY_BYTES = 4;
const DAY_BYTES = 2;
/** Guessing 64 bits by sending emails takes longer than the token works. */
const MAC_BYTES = 8;
const SIGNED_BYTES = ID_BYTES + DELIVERY_BYTES + DAY_BYTES;

/** How long (days) a reply counts as proof. */
export const REPLY_DAYS = 90;
const DAY_MS = 24 * 3600_000;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TOKEN = /^[0-9a-hjkmnp-tv-z]{48}$/;
/** A subscriber's id: a ULID in lower case. */
const ULID = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** The email that a reply address was made for. */
export interface RepliedTo {
  subscriberId: string;
  /** As `deliveryMark` gives it. */
  deliveryMark: string;
  /** ISO 8601: the day (UTC) on which the email was written, at its beginning. */
  writtenAt: string;
}

/** Identifies a delivery among those of one subscriber. */
export function deliveryMark(deliveryId: string): string {
  return createHash('sha256')
    .update(deliveryId)
    .digest('hex')
    .slice(0, 2 * DELIVERY_BYTES);
}

/**
 * The address for replies to a delivery at `at` (ISO 8601); undefined for a subscriber whose id an older version
 * made in another form.
 */
export function writeReplyAddress(
  inboundAddress: string,
  { subscriberId, deliveryId, at }: { subscriberId: string; deliveryId: string; at: string },
  secret: Uint8Array,
): string | undefined {
  if (!ULID.test(subscriberId)) return undefined;
  const day = Buffer.alloc(DAY_BYTES);
  day.writeUInt16BE(Math.floor(Date.parse(at) / DAY_MS));
  const signed = Buffer.concat([
    toBytes(subscriberId, ID_BYTES),
    Buffer.from(deliveryMark(deliveryId), 'hex'),
    day,
  ]);
  const token = toBase32(Buffer.concat([signed, macOf(signed, secret)]));
  const { local, domain } = split(inboundAddress);
  return `${local}+${token}@${domain}`;
}

/** Whether the address is the one that takes commands, with or without a label. */
export function isInboundAddress(address: string, inboundAddress: string): boolean {
  const { local, domain } = split(address.toLowerCase());
  const inbound = split(inboundAddress.toLowerCase());
  return domain === inbound.domain && local.split('+', 1)[0] === inbound.local;
}

/**
 * What the address was made for; undefined if it is another address, was not signed with one of the
 * secrets, or is older than `REPLY_DAYS` at `now` (ISO 8601).
 */
export function readReplyAddress(
  address: string,
  inboundAddress: string,
  secrets: readonly Uint8Array[],
  now: string,
): RepliedTo | undefined {
  if (!isInboundAddress(address, inboundAddress)) return undefined;
  const { local } = split(address.toLowerCase());
  const token = local.slice(local.indexOf('+') + 1);
  if (!TOKEN.test(token)) return undefined;
  const bytes = toBytes(token, SIGNED_BYTES + MAC_BYTES);
  const signed = bytes.subarray(0, SIGNED_BYTES);
  const mac = bytes.subarray(SIGNED_BYTES);
  if (!secrets.some((secret) => timingSafeEqual(mac, macOf(signed, secret)))) return undefined;
  const writtenMs = signed.readUInt16BE(ID_BYTES + DELIVERY_BYTES) * DAY_MS;
  if (Date.parse(now) - writtenMs > (REPLY_DAYS + 1) * DAY_MS) return undefined;
  return {
    subscriberId: toBase32(signed.subarray(0, ID_BYTES)),
    deliveryMark: signed.subarray(ID_BYTES, ID_BYTES + DELIVERY_BYTES).toString('hex'),
    writtenAt: new Date(writtenMs).toISOString(),
  };
}

/** The label keeps it from being taken for the signature of anything else that the key signs. */
function macOf(signed: Uint8Array, secret: Uint8Array): Buffer {
  const mac = createHmac('sha256', secret).update('reply-address\0').update(signed).digest();
  return mac.subarray(0, MAC_BYTES);
}

function split(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf('@');
  return { local: address.slice(0, at), domain: address.slice(at + 1) };
}

function toBytes(base32: string, length: number): Buffer {
  let value = 0n;
  for (const character of base32) value = value * 32n + BigInt(ALPHABET.indexOf(character));
  return Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex');
}

function toBase32(bytes: Buffer): string {
  let value = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let count = Math.ceil((bytes.length * 8) / 5); count > 0; count -= 1) {
    text = (ALPHABET[Number(value % 32n)] ?? '') + text;
    value /= 32n;
  }
  return text;
}
