import type { DeclaredRule } from './declared/mail-events';

/** Takes an event for the target of that ARN. */
export type Deliver = (targetArn: string, event: Record<string, unknown>) => Promise<void>;

/** The account's default event bus: it gives an event to the targets of every rule that matches. */
export class EventBus {
  constructor(
    private readonly rules: readonly DeclaredRule[],
    private readonly deliver: Deliver,
  ) {}

  async put(event: Record<string, unknown>): Promise<void> {
    const targets = this.rules
      .filter(({ pattern }) => pattern(event))
      .flatMap(({ targetArns }) => targetArns);
    await Promise.all(targets.map((arn) => this.deliver(arn, event)));
  }
}
