import { type Action, type EmailAction, type EmailedCommand, minutes } from './actions';

/** How an email proves who wrote it, and what else happens to it. */
type EmailDetails = Partial<Pick<EmailAction, 'dmarc' | 'isReply' | 'confirms' | 'isCopied'>>;

/**
 * Emails with every command, proven or not, for faults in what receives them. What each one asks for is changed again
 * afterwards, so that a command which is carried out once more is noticed.
 */
export function emailScenario(): Action[] {
  const email = (
    minute: number,
    person: string,
    command: EmailedCommand,
    rest: EmailDetails = {},
  ) =>
    ({
      at: minutes(minute),
      kind: 'email',
      person,
      id: `${command.word}-${minute}`,
      command,
      dmarc: 'PASS',
      ...rest,
    }) as const;
  return [
    { at: minutes(5), kind: 'publish', briefing: 'alpha', topics: ['granite'] },
    email(7, 'ann', { word: 'mute' }),
    // Muted: she gets no alert about it.
    { at: minutes(12), kind: 'publish', briefing: 'alpha', topics: ['granite'], notify: true },
    email(13, 'bob', { word: 'subscribe', topic: 'slate' }),
    // Forged.
    email(15, 'bob', { word: 'stop' }, { dmarc: 'FAIL' }),
    email(17, 'bob', { word: 'unsubscribe', topic: 'slate' }, { isCopied: true }),
    email(18, 'cat', { word: 'stop' }),
    { at: minutes(25), kind: 'follow', person: 'cat', topic: 'granite', frequency: 'instant' },
    email(19, 'dee', { word: 'pause', until: '2031-03-05' }),
    email(26, 'dee', { word: 'resume' }),
    email(22, 'eve', { word: 'subscribe', topic: 'marble' }, { dmarc: 'GRAY', confirms: true }),
    // The reply address is proof enough for what stops emails, but not for what starts them.
    email(28, 'ann', { word: 'pause', until: '2031-03-04' }, { dmarc: 'FAIL', isReply: true }),
    email(34, 'ann', { word: 'resume' }, { dmarc: 'GRAY', isReply: true, confirms: true }),
    email(30, 'bob', { word: 'daily', topic: 'marble' }),
    email(37, 'bob', { word: 'list' }),
    email(38, 'fay', { word: 'help' }, { isCopied: true }),
    { at: minutes(42), kind: 'publish', briefing: 'bravo', topics: ['marble', 'granite'] },
  ];
}
