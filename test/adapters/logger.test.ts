import { describeError } from '../../lambdas/adapters/logger';

describe('the description of an error', () => {
  const ADDRESS = 'ann@example.org';
  const withFields = (fields: object) => Object.assign(new Error('It is bad.'), fields);

  it('has its name and where in the code it happened', () => {
    const { error, stack = [] } = describeError(new RangeError('It is bad.'));
    expect(error).toBe('RangeError');
    expect(stack[0]).toMatch(/^at .*logger\.test\.ts:\d+:\d+/);
  });

  it('has no text of the message, even if it looks like a stack', () => {
    const changed = new Error(`x\n    at ${ADDRESS}:1:2`);
    // The stack keeps the message that it was made with.
    expect(changed.stack).toContain(ADDRESS);
    changed.message = 'It is bad.';
    for (const error of [
      new Error(`x\n    at ${ADDRESS}:1:2`),
      changed,
      withFields({ name: ADDRESS }),
      new Error('It is bad.', { cause: new Error(ADDRESS) }),
      new AggregateError([new Error(ADDRESS)], 'It is bad.'),
    ]) {
      expect(JSON.stringify(describeError(error))).not.toContain(ADDRESS);
    }
  });

  it('is given for errors whose fields are not text', () => {
    for (const fields of [{ stack: 5 }, { stack: undefined }, { message: undefined }]) {
      expect(describeError(withFields(fields))).toEqual({ error: 'Error', stack: [] });
    }
    expect(describeError('down')).toEqual({ error: 'string' });
  });
});
