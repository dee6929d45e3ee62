/**
 * A pattern of EventBridge, which Lambda's filter criteria are written in too.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export type EventPattern = (event: unknown) => boolean;

type ValueTest = (value: unknown) => boolean;

/** Sees whether a single value is as the operator's argument says. */
const operators: Record<string, (argument: unknown) => ValueTest> = {
  prefix: (argument) => (value) => typeof value === 'string' && value.startsWith(text(argument)),
  suffix: (argument) => (value) => typeof value === 'string' && value.endsWith(text(argument)),
  'equals-ignore-case': (argument) => (value) =>
    typeof value === 'string' && value.toLowerCase() === text(argument).toLowerCase(),
  'anything-but': (argument) => {
    const refused = Array.isArray(argument) ? argument : [argument];
    return (value) => value !== undefined && !refused.includes(value);
  },
  exists: (argument) => (value) => (value !== undefined) === argument,
};

/** @throws Error naming an operator that is not known here, so that no pattern is half understood. */
export function parseEventPattern(pattern: unknown): EventPattern {
  if (!isRecord(pattern)) throw new Error('An event pattern must be an object.');
  const tests = Object.entries(pattern).map(([key, expected]) => parseField(key, expected));
  return (event) => tests.every((test) => test(event));
}

function parseField(key: string, expected: unknown): EventPattern {
  if (key.startsWith('$')) throw new Error(`The event pattern's ${key} is not known locally.`);
  const fieldOf = (event: unknown) => (isRecord(event) ? event[key] : undefined);
  if (!Array.isArray(expected)) {
    const nested = parseEventPattern(expected);
    return (event) => nested(fieldOf(event));
  }
  const tests = expected.map(parseValue);
  return (event) => {
    const value = fieldOf(event);
    // A field that holds a list meets the pattern when one of its values does.
    const values = Array.isArray(value) ? value : [value];
    return tests.some((test) => values.some(test));
  };
}

function parseValue(expected: unknown): ValueTest {
  if (!isRecord(expected)) return (value) => value === expected;
  const [name = '', ...others] = Object.keys(expected);
  const operator = others.length === 0 ? operators[name] : undefined;
  if (!operator) throw new Error(`The event pattern's operator "${name}" is not known locally.`);
  return operator(expected[name]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(argument: unknown): string {
  if (typeof argument === 'string') return argument;
  throw new Error(`An event pattern has ${JSON.stringify(argument)} where a text belongs.`);
}
