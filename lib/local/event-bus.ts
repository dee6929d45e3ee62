import type { EventRule } from './template/email-events';

/** Sends an event to the target with this ARN. */
export type SendToTarget = (targetArn: string, event: Record<string, unknown>) => Promise<void>;

/** The account's default event bus: sends each event to the targets of every rule that matches it. */
export class EventBus {
  constructor(
    private readonly rules: readonly EventRule[],
    private readonly sendToTarget: SendToTarget,
  ) {}

  async put(event: Record<string, unknown>): Promise<void> {
    const targets = this.rules
      .filter(({ pattern }) => pattern(event))
      .flatMap(({ targetArns }) => targetArns);
    await Promise.all(targets.map((arn) => this.sendToTarget(arn, event)));
  }
}
