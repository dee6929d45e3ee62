import type { PreviewExpression } from '../../domain/archive/expression-preview';
import type { ResolvedCommand } from '../../domain/email-commands/resolved-command';
import { readExpression } from '../../domain/expressions/read-expression';
import { topicIdOf } from '../../domain/expressions/topic-id';
import type { TopicLanguage } from '../../domain/languages/language';
import type { Subscription } from '../../domain/subscriber';

/**
 * Marks a command to follow a topic that matches very many briefings. As on the pages, its sender has to accept that
 * first, whoever they are: they confirm it. A topic that they follow already was accepted.
 */
export function markBroadTopic(previewExpression: PreviewExpression, language: TopicLanguage) {
  return async (
    command: ResolvedCommand,
    followed: readonly Subscription[],
  ): Promise<ResolvedCommand> => {
    if (command.kind !== 'follow') return command;
    const { expression } = command;
    const read = readExpression(expression, language);
    if (read.outcome === 'refused') return command;
    const topicId = topicIdOf(read.expression);
    if (followed.some((subscription) => subscription.topicId === topicId)) return command;
    const previewed = await previewExpression(expression, language);
    return previewed.outcome === 'previewed' && previewed.preview.breadth === 'too-broad'
      ? { ...command, share: Math.round(previewed.preview.share * 100) / 100 }
      : command;
  };
}

/** Whether its sender has to accept first how much the topic matches. */
export function isBroadTopic(command: ResolvedCommand): boolean {
  return command.kind === 'follow' && command.share !== undefined;
}
