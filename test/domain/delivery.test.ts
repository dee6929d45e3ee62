import fc from 'fast-check';
import { newSubscriberId } from '../../lambdas/adapters/new-id';
import {
  type DeliveryRequest,
  deliveryIdOf,
  deliveryRequestSchema,
} from '../../lambdas/domain/delivery';
import type { FollowRequest } from '../../lambdas/domain/follow-request';
import { requestedEmailIdOf } from '../../lambdas/domain/requested-email';
import { aFollowRequest } from '../support/follow-requests';

type Of<Kind> = Extract<DeliveryRequest, { kind: Kind }>;

const SUBSCRIBER = newSubscriberId();
const anAlert = (fields: Partial<Of<'alert'>> = {}): DeliveryRequest => ({
  kind: 'alert',
  briefingId: 'lebanese-border',
  edition: 1,
  subscriberId: SUBSCRIBER,
  ...fields,
});
const aDigest = (fields: Partial<Of<'digest'>> = {}): DeliveryRequest => ({
  kind: 'digest',
  subscriberId: SUBSCRIBER,
  frequency: 'daily',
  round: 3,
  ...fields,
});
const aConfirmation = (
  follow: Partial<FollowRequest> = {},
  askedAt = '2026-12-01T10:00:00.000Z',
): DeliveryRequest => ({
  kind: 'confirm',
  deliveryId: requestedEmailIdOf({
    about: 'follow',
    askedAt,
    follow: aFollowRequest(follow),
  }),
});

describe('the id of a delivery', () => {
  it('is the same for the same request, even after the request went through a queue', () => {
    for (const request of [anAlert(), aDigest(), aConfirmation()]) {
      const returned = deliveryRequestSchema.parse(JSON.parse(JSON.stringify(request)));
      expect(deliveryIdOf(returned)).toBe(deliveryIdOf(request));
    }
  });

  it('differs between requests for different emails', () => {
    const requests = [
      anAlert(),
      anAlert({ briefingId: 'another' }),
      anAlert({ edition: 2 }),
      anAlert({ subscriberId: newSubscriberId() }),
      aDigest(),
      aDigest({ round: 4 }),
      aDigest({ frequency: 'weekly' }),
      aDigest({ subscriberId: newSubscriberId() }),
      aConfirmation(),
      aConfirmation({ address: 'bob@example.org' }),
      aConfirmation({ expressions: ['Gaza', 'aid'] }),
      aConfirmation({ frequency: 'daily' }),
    ];
    expect(new Set(requests.map(deliveryIdOf)).size).toBe(requests.length);
  });

  it('differs between confirmations asked for at different times, whatever their language', () => {
    const at = (askedAt: string, wordingLanguage: 'en' | 'fr') =>
      deliveryIdOf(aConfirmation({ wordingLanguage }, askedAt));
    const first = at('2026-12-01T10:00:01.000Z', 'en');
    expect(at('2026-12-01T10:00:01.000Z', 'fr')).toBe(first);
    expect(at('2026-12-01T10:00:01.001Z', 'en')).not.toBe(first);
  });

  // With another id, an update of the service would send deliveries in the queue a second time.
  it('is the same in every version', () => {
    expect(deliveryIdOf(anAlert({ subscriberId: 'ann' }))).toBe(
      'alert-f51df79e6db825e0f68ef132-1-ann',
    );
  });

  it('ignores the case of the address', () => {
    expect(deliveryIdOf(aConfirmation({ address: 'Ann@example.org' }))).toBe(
      deliveryIdOf(aConfirmation()),
    );
  });

  it('contains neither the address nor the topics', () => {
    expect(deliveryIdOf(aConfirmation())).not.toMatch(/ann|example|gaza/i);
  });

  it('is a valid SES message tag for any id that a publisher chooses', () => {
    const anything = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(anything, fc.nat(), (briefingId, edition) => {
        // https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html
        expect(deliveryIdOf(anAlert({ briefingId, edition }))).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
        const confirmation = aConfirmation({ expressions: [briefingId], address: briefingId });
        expect(deliveryIdOf(confirmation)).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
        expect(deliveryIdOf(aDigest({ round: edition }))).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
      }),
    );
  });
});

describe('a delivery request', () => {
  it.each([
    ['of an unknown kind', { kind: 'parcel', subscriberId: 's' }],
    ['for an alert without an edition', { kind: 'alert', briefingId: 'b', subscriberId: 's' }],
    [
      'for an instant digest',
      { kind: 'digest', subscriberId: 's', frequency: 'instant', round: 1 },
    ],
    ['for a confirmation without an id', { kind: 'confirm' }],
  ])('%s is refused', (_what, request) => {
    expect(deliveryRequestSchema.safeParse(request).success).toBe(false);
  });
});
