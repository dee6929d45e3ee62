import type { Expression } from '../../lambdas/domain/expressions/expression';
import { readExpression } from '../../lambdas/domain/expressions/read-expression';
import type { TopicLanguage } from '../../lambdas/domain/languages/language';

/** Parses the text as an expression. */
export function expressionOf(text: string, language: TopicLanguage = 'en'): Expression {
  const read = readExpression(text, language);
  if (read.outcome === 'refused') throw new Error(`${text}: ${read.reason}`);
  return read.expression;
}
