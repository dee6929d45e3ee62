import fc from 'fast-check';
import {
  advanceMark,
  type HandledSendEvent,
  msBetween,
  provesEventsBefore,
  type SendEventsMark,
} from '../../lambdas/domain/send-events';

/** Seconds after noon as a time. */
const at = (seconds: number) => new Date(Date.UTC(2026, 11, 2, 12) + seconds * 1000).toISOString();
/** An event of an email that was sent and handled at these seconds after noon. */
const anEvent = (sent: number, handled: number): HandledSendEvent => ({
  sentAt: at(sent),
  handledAt: at(handled),
});
const markAfter = (...events: [sent: number, handled: number][]) =>
  events.reduce<SendEventsMark | undefined>(
    (mark, [sent, handled]) => advanceMark(mark, anEvent(sent, handled)),
    undefined,
  );

describe('the mark of Send events', () => {
  it('proves nothing before the first event', () => {
    expect(provesEventsBefore(undefined, at(0))).toBe(false);
  });

  it.each<[string, [number, number][], boolean]>([
    [
      'two events a minute apart, both of later emails',
      [
        [10, 11],
        [70, 71],
      ],
      true,
    ],
    [
      'two events a minute apart, of which the second is of a later email',
      [
        [-50, -49],
        [10, 11],
      ],
      true,
    ],
    ['a single event: others may be waiting for their retry', [[10, 11]], false],
    [
      'two events of earlier emails',
      [
        [-70, -69],
        [-1, 0],
      ],
      false,
    ],
    [
      'an earlier email whose event is handled late',
      [
        [-100, -99],
        [-90, 600],
      ],
      false,
    ],
    [
      'two events soon after each other, after an outage',
      [
        [-300, -299],
        [600, 601],
        [610, 611],
      ],
      false,
    ],
    [
      'two events a minute apart, after an outage',
      [
        [-300, -299],
        [600, 601],
        [660, 661],
      ],
      true,
    ],
    [
      'steady events',
      [
        [-200, -199],
        [-100, -99],
        [1, 2],
      ],
      true,
    ],
  ])('is a proof or not: %s', (_what, events, isProof) => {
    expect(provesEventsBefore(markAfter(...events), at(0))).toBe(isProof);
  });

  const events = fc.array(fc.tuple(fc.integer({ max: 900, min: -900 }), fc.nat(900)), {
    minLength: 1,
    maxLength: 12,
  });

  it('never moves back, whatever the order of events', () => {
    fc.assert(
      fc.property(events, (given) => {
        let mark: SendEventsMark | undefined;
        for (const [sent, handled] of given) {
          const next: SendEventsMark = advanceMark(mark, anEvent(sent, handled));
          if (mark) {
            expect(msBetween(mark.until, next.until)).toBeGreaterThanOrEqual(0);
            expect(msBetween(mark.handledAt, next.handledAt)).toBeGreaterThanOrEqual(0);
            expect(msBetween(mark.aliveSince, next.aliveSince)).toBeGreaterThanOrEqual(0);
          }
          mark = next;
        }
      }),
    );
  });

  it('is a proof only if one event is of a later email and two were handled 50 seconds apart', () => {
    fc.assert(
      fc.property(events, (given) => {
        const inOrder = [...given].sort(([, one], [, other]) => one - other);
        if (!provesEventsBefore(markAfter(...inOrder), at(0))) return;
        const handled = inOrder.map(([, seconds]) => seconds);
        expect(inOrder.some(([sent]) => sent > 0)).toBe(true);
        expect(Math.max(...handled) - Math.min(...handled)).toBeGreaterThanOrEqual(50);
      }),
    );
  });
});
