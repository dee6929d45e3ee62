import { type Action, minutes } from './actions';

/**
 * A scenario that meets every part of the service once, for faults at every point. `digestsAt` is when
 * the schedule queues the digests of 08:00, in ms after the start.
 */
export function smallScenario(digestsAt: number): Action[] {
  return [
    { at: minutes(5), kind: 'publish', briefing: 'alpha', topics: ['granite'] },
    // So soon after alpha that its alerts are gathered.
    { at: minutes(7), kind: 'publish', briefing: 'delta', topics: ['granite', 'basalt'] },
    // While it is gathered.
    { at: minutes(8), kind: 'mute', person: 'ann', briefing: 'delta' },
    // Confirms after a minute, just before a briefing on the new topic.
    { at: minutes(10), kind: 'sign-up', person: 'eve', topic: 'slate', frequency: 'instant' },
    { at: minutes(11.25), kind: 'publish', briefing: 'bravo', topics: ['marble', 'slate'] },
    { at: minutes(13), kind: 'set-frequency', person: 'bob', topic: 'marble', frequency: 'daily' },
    // While the alerts about it are on their way; quartz is a new topic, granite is followed by others.
    {
      at: minutes(11.25) + 3_000,
      kind: 'edit-topic',
      person: 'bob',
      topic: 'granite',
      next: 'quartz',
    },
    // Before her weekly digest of this Monday, which moves to Sunday.
    { at: minutes(20), kind: 'set-weekday', person: 'cat', weekday: 7 },
    // Between the time of her digest and the run of the schedule that queues it, so that it is postponed.
    { at: minutes(30.5), kind: 'pause', person: 'dee', until: '2031-03-04' },
    { at: minutes(32), kind: 'pause', person: 'dee', until: '2031-03-05' },
    { at: minutes(35), kind: 'resume', person: 'dee' },
    { at: minutes(40), kind: 'publish', briefing: 'alpha', topics: ['granite'], notify: true },
    // Soon after the alert about it, or while it is being prepared if that takes long.
    { at: minutes(40) + 5_000, kind: 'leave', person: 'cat', how: 'one-click' },
    { at: minutes(40) + 5_000, kind: 'pause', person: 'ann', until: '2031-03-03' },
    // Soon after his digest was sent, so that one whose record was lost is not told again.
    { at: digestsAt + 5_000, kind: 'pause', person: 'bob', until: '2031-03-04' },
    { at: digestsAt + minutes(20), kind: 'resume', person: 'bob' },
    // With a slow clock, its match is stamped before the digest that was just prepared.
    { at: digestsAt + 8_000, kind: 'publish', briefing: 'charlie', topics: ['basalt', 'slate'] },
    // Just before the alert about it is prepared.
    { at: digestsAt + 8_200, kind: 'leave', person: 'eve', how: 'one-click' },
  ];
}
