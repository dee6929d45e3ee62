import type { PreviewExpression } from '../domain/archive/expression-preview';
import type { TopicLanguage } from '../domain/languages/language';

/** An expression as typed, and the one that was accepted although it matches very many briefings. */
export interface TypedTopic {
  expression: string;
  /** Empty if none was accepted. */
  acceptedBroad: string;
}

/**
 * Whether a topic matches so many briefings that the person must accept that first, and has not. The
 * acceptance counts only for the expression that it was given for, not for what is typed afterwards.
 */
export function needsAcceptance(previewExpression: PreviewExpression) {
  return async (
    { expression, acceptedBroad }: TypedTopic,
    language: TopicLanguage,
  ): Promise<boolean> => {
    if (isBroadTopicAccepted(expression, acceptedBroad)) return false;
    const previewed = await previewExpression(expression, language);
    return previewed.outcome === 'previewed' && previewed.preview.breadth === 'too-broad';
  };
}

/** Whether a broad topic was accepted exactly as it is typed now. */
export function isBroadTopicAccepted(expression: string, accepted: string): boolean {
  return expression.trim() === accepted.trim();
}
