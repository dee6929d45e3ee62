import fc from 'fast-check';
import {
  deliveryMark,
  isInboundAddress,
  readReplyAddress,
  writeReplyAddress,
} from '../../../lambdas/domain/email-commands/reply-address';

const INBOUND = 'alerts@in.example.org';
const SUBSCRIBER = '01jdg7z3k9x4m2n5p6q7r8s9ta';
const SECRET = Buffer.from('a secret of the stage');
const AT = '2026-11-25T12:00:00.000Z';

const write = (deliveryId: string, subscriberId = SUBSCRIBER, secret: Uint8Array = SECRET) =>
  writeReplyAddress(INBOUND, { subscriberId, deliveryId, at: AT }, secret) ?? '';
const read = (address: string, now = AT, secrets: Uint8Array[] = [SECRET]) =>
  readReplyAddress(address, INBOUND, secrets, now);

describe('a reply address', () => {
  it('says whose email was replied to, and which, for 90 days', () => {
    const address = write('alert-1');
    const written = {
      subscriberId: SUBSCRIBER,
      deliveryMark: deliveryMark('alert-1'),
      writtenAt: '2026-11-25T00:00:00.000Z',
    };
    expect(read(address)).toEqual(written);
    expect(read(address, '2027-02-23T12:00:00.000Z')).toEqual(written);
    expect(read(address, '2027-02-26T12:00:00.000Z')).toBeUndefined();
  });

  it('fits the local part that SMTP allows, and survives programs that change its case', () => {
    const address = write('alert-1');
    expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64);
    expect(address.endsWith('@in.example.org')).toBe(true);
    expect(read(address.toUpperCase())).toEqual(read(address));
  });

  it('is worth nothing if any character of its token differs', () => {
    const address = write('alert-1');
    const at = fc.integer({ min: 'alerts+'.length, max: address.indexOf('@') - 1 });
    fc.assert(
      fc.property(at, fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'), (index, letter) => {
        fc.pre(address[index] !== letter);
        const forged = address.slice(0, index) + letter + address.slice(index + 1);
        expect(read(forged)).toBeUndefined();
      }),
    );
  });

  it('is worth nothing with another key', () => {
    expect(read(write('alert-1'), AT, [Buffer.from('another')])).toBeUndefined();
    expect(read(write('alert-1'), AT, [Buffer.from('another'), SECRET])).toBeDefined();
  });

  it('of any subscriber and delivery is read as it was written', () => {
    const ulid = fc
      .tuple(
        fc.constantFrom(...'01234567'),
        fc.string({
          unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'),
          minLength: 25,
          maxLength: 25,
        }),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(ulid, fc.string(), (subscriberId, deliveryId) => {
        expect(read(write(deliveryId, subscriberId))).toEqual({
          subscriberId,
          deliveryMark: deliveryMark(deliveryId),
          writtenAt: '2026-11-25T00:00:00.000Z',
        });
      }),
    );
  });

  it('is never read from any other text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(read(text)).toBeUndefined();
        expect(read(`alerts+${text}@in.example.org`)).toBeUndefined();
      }),
    );
    expect(read(write('alert-1').replace('in.example.org', 'example.org'))).toBeUndefined();
  });

  it('is not made for a subscriber with an id of another form', () => {
    const delivery = { subscriberId: 'subscriber-1', deliveryId: 'alert-1', at: AT };
    expect(writeReplyAddress(INBOUND, delivery, SECRET)).toBeUndefined();
  });
});

describe('the address that takes commands', () => {
  it.each([
    ['alerts@in.example.org', true],
    ['Alerts@IN.example.org', true],
    ['alerts+anything@in.example.org', true],
    ['alerts@example.org', false],
    ['alertsx@in.example.org', false],
    ['x+alerts@in.example.org', false],
    ['', false],
  ])('%s: %s', (address, isInbound) => {
    expect(isInboundAddress(address, INBOUND)).toBe(isInbound);
  });
});
