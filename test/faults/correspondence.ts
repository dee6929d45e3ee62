import { unmarshall } from '@aws-sdk/util-dynamodb';
import PostalMime from 'postal-mime';
import { tokenOf } from '../support/links';
import type { Action, EmailAction } from './scenarios/actions';
import type { AcceptedEmail } from './simulation/ses';
import type { Simulation } from './simulation/simulation';
import type { Version } from './simulation/tables';

export const addressOf = (person: string): string => `${person}@example.org`;

const SERVICE = 'alerts@in.example.org';
const LOOK_MS = 60_000;
const MAX_LOOKS = 120;

/** An email that somebody sent to the service. Virtual times in ms. */
export interface Letter {
  readonly action: Action & EmailAction;
  readonly sentAt: number;
  /** Of `mute`: the briefing of the alert that it replies to. */
  readonly briefing: string | undefined;
  /** Whether it went to a reply address. */
  readonly isReply: boolean;
  /** When the sender pressed the button of an email that asks to confirm, and when the page answered. */
  pressedAt?: number;
  confirmedAt?: number;
  /** The emails that answer it. */
  readonly answers: AcceptedEmail[];
  /** What became of the command, as the answer that was sent says; undefined without one. */
  result: string | undefined;
}

interface Page {
  readonly statusCode: number;
}

/** Presses the button of a page. */
type Press = (path: string, token: string, whenDone: (page: Page) => void) => void;

/** People who write emails to the service, and read what it answers. */
export class Correspondence {
  readonly letters: Letter[] = [];

  constructor(
    private readonly simulation: Simulation,
    private readonly press: Press,
  ) {}

  /** Sends an email. One that replies to an alert is not sent to somebody who got none. */
  async write(action: Action & EmailAction, sentAt: number): Promise<void> {
    const alert = this.newestAlert(action.person);
    const isReply = action.isReply === true || action.command.word === 'mute';
    if (isReply && alert === undefined) return;
    const original = alert && (await PostalMime.parse(alert.raw));
    const recipient = isReply ? (original?.replyTo?.[0]?.address ?? SERVICE) : SERVICE;
    const briefing = /Report (\w+)/.exec(original?.subject ?? original?.text ?? '')?.[1];
    const letter: Letter = { action, sentAt, briefing, isReply, answers: [], result: undefined };
    this.letters.push(letter);
    const sender = addressOf(action.person);
    const raw = Buffer.from(
      [
        `From: ${sender}`,
        `To: ${recipient}`,
        `Subject: ${textOf(action)}`,
        `Message-ID: ${messageIdOf(action)}`,
        ...(isReply ? [`In-Reply-To: ${original?.messageId}`] : []),
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        '',
        '',
      ].join('\r\n'),
    );
    for (let copy = 0; copy < (action.isCopied ? 2 : 1); copy += 1) {
      this.simulation.receiveEmail({ raw, sender, recipient, dmarc: action.dmarc });
    }
    if (action.confirms) this.confirm(letter, MAX_LOOKS);
  }

  /** Finds the answers to all emails, at the end of a run. */
  async readAnswers(versions: readonly Version[]): Promise<void> {
    if (this.letters.length === 0) return;
    for (const email of this.simulation.emails) {
      const letter = await this.answered(email);
      letter?.answers.push(email);
    }
    for (const letter of this.letters) letter.result = resultOf(letter, versions);
  }

  /**
   * The emails whose commands took effect, or may have, as what they do: with the time at which that was confirmed to
   * the sender.
   */
  done(): { action: Action; begunAt: number; doneAt: number | undefined; isEmail: true }[] {
    return this.letters.flatMap((letter) => {
      const action = effectOf(letter);
      if (action === undefined || !mayTakeEffect(letter)) return [];
      return [
        { action, begunAt: provenAt(letter), doneAt: confirmedAt(letter), isEmail: true as const },
      ];
    });
  }

  /** Opens the link of the email that answers this one. */
  private confirm(letter: Letter, looks: number): void {
    this.simulation.at(this.simulation.now + LOOK_MS, async () => {
      const link = await this.findLink(letter);
      if (link === undefined) {
        if (looks > 1) this.confirm(letter, looks - 1);
        return;
      }
      letter.pressedAt = this.simulation.now;
      this.press(link.path, link.token, ({ statusCode }) => {
        if (statusCode < 400) letter.confirmedAt = this.simulation.now;
        this.simulation.log(`CONFIRMED ${letter.action.id} ${statusCode}`);
      });
    });
  }

  private async findLink(letter: Letter): Promise<{ path: string; token: string } | undefined> {
    for (const email of this.simulation.emails) {
      if ((await this.answered(email)) !== letter) continue;
      const { text = '' } = await PostalMime.parse(email.raw);
      const [link, path] = /https?:\/\/[^\s/]+(\/confirm|\/commands)\?\S*/.exec(text) ?? [];
      if (link !== undefined && path !== undefined) return { path, token: tokenOf(link) };
    }
    return undefined;
  }

  /** The email that another one answers. */
  private async answered({ raw }: AcceptedEmail): Promise<Letter | undefined> {
    const { inReplyTo } = await PostalMime.parse(raw);
    return this.letters.find(({ action }) => inReplyTo === messageIdOf(action));
  }

  private newestAlert(person: string): AcceptedEmail | undefined {
    return this.simulation.emails.findLast(
      ({ to, deliveryId }) => to === addressOf(person) && deliveryId.startsWith('alert-'),
    );
  }
}

/** Whether the email itself proves that the person may ask for what it says. */
export function isProven({ action, isReply }: Letter): boolean {
  const stops = ['stop', 'unsubscribe', 'pause', 'mute'].includes(action.command.word);
  return action.dmarc === 'PASS' || (isReply && stops);
}

/** Whether the email proves that it comes from the person, or they confirmed what it asks for. */
function mayTakeEffect(letter: Letter): boolean {
  return isProven(letter) || letter.pressedAt !== undefined;
}

/** From when on the command may take effect (ms). */
export function provenAt(letter: Letter): number {
  return isProven(letter) ? letter.sentAt : (letter.pressedAt ?? letter.sentAt);
}

/** When the sender knew that the command had taken effect (ms). */
function confirmedAt({ result, answers, confirmedAt: pageAt }: Letter): number | undefined {
  const isDone = result !== undefined && DONE_RESULTS.has(result);
  return isDone ? answers[0]?.at : pageAt;
}

/** What answers say of a command that was carried out. */
const DONE_RESULTS = new Set([
  'followed',
  'frequency-set',
  'unfollowed',
  'paused',
  'resumed',
  'muted',
  'listed',
  'helped',
]);

/** What the command does, as if it was done on a page. Undefined if it changes nothing. */
function effectOf({ action, briefing }: Letter): Action | undefined {
  const { at, person, command } = action;
  switch (command.word) {
    case 'subscribe':
      return { at, kind: 'follow', person, topic: command.topic, frequency: 'instant' };
    case 'daily':
      return { at, kind: 'follow', person, topic: command.topic, frequency: 'daily' };
    case 'unsubscribe':
      return { at, kind: 'stop', person, topic: command.topic };
    case 'stop':
      return { at, kind: 'leave', person, how: 'email' };
    case 'pause':
      return { at, kind: 'pause', person, until: command.until };
    case 'resume':
      return { at, kind: 'resume', person };
    case 'mute':
      return briefing === undefined ? undefined : { at, kind: 'mute', person, briefing };
    case 'list':
    case 'help':
      return undefined;
    default:
      return command satisfies never;
  }
}

/** The result of the command, as in the request for the answer that was sent; `pending` if it asks to confirm. */
function resultOf({ answers }: Letter, versions: readonly Version[]): string | undefined {
  const [answer] = answers;
  if (answer === undefined) return undefined;
  const { image } =
    versions.findLast(
      (version) =>
        version.at <= answer.at &&
        version.image?.deliveryId?.S === answer.deliveryId &&
        version.image.requested !== undefined,
    ) ?? {};
  if (image === undefined) return undefined;
  const { requested } = unmarshall({ requested: image.requested } as never);
  if (requested.about !== 'answer') return 'pending';
  return requested.results[0]?.result ?? 'pending';
}

function messageIdOf({ id }: EmailAction): string {
  return `<${id}@mail.example.org>`;
}

function textOf({ command }: EmailAction): string {
  switch (command.word) {
    case 'subscribe':
    case 'unsubscribe':
    case 'daily':
      return `${command.word} ${command.topic}`;
    case 'pause':
      return `pause until ${command.until}`;
    case 'mute':
    case 'stop':
    case 'resume':
    case 'list':
    case 'help':
      return command.word;
    default:
      return command satisfies never;
  }
}
