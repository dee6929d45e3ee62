/**
 * An EventBridge event pattern. Lambda's filter criteria use the same language.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export type EventPattern = (event: unknown) => boolean;

type ValueTest = (value: unknown) => boolean;

/**
 * Compiles a pattern of values and the `exists` operator.
 *
 * @throws Error naming an operator that isn't supported here, so that no pattern is half applied.
 */
export function parseEventPattern(pattern: unknown): EventPattern {
  if (!isRecord(pattern)) throw new Error('An event pattern must be an object.');
  const tests = Object.entries(pattern).map(([key, expected]) => parseField(key, expected));
  return (event) => tests.every((test) => test(event));
}

function parseField(key: string, expected: unknown): EventPattern {
  if (key.startsWith('$')) throw unsupported(key);
  const fieldOf = (event: unknown) => (isRecord(event) ? event[key] : undefined);
  if (!Array.isArray(expected)) {
    const nested = parseEventPattern(expected);
    return (event) => nested(fieldOf(event));
  }
  const tests = expected.map(parseValue);
  return (event) => {
    const value = fieldOf(event);
    // If the field holds a list, one of its values has to match.
    const values = Array.isArray(value) ? value : [value];
    return tests.some((test) => values.some(test));
  };
}

function parseValue(expected: unknown): ValueTest {
  if (!isRecord(expected)) return (value) => value === expected;
  const unknownOperator = Object.keys(expected).find((name) => name !== 'exists');
  if (unknownOperator !== undefined) throw unsupported(unknownOperator);
  return (value) => (value !== undefined) === expected.exists;
}

function unsupported(operator: string): Error {
  return new Error(
    `The local stack doesn't support the operator "${operator}" in event patterns. ` +
      'Add it to lib/local/event-pattern.ts.',
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
