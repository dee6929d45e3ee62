import { resolveIntrinsics } from '../../../lib/local/template/intrinsics';

const references = (logicalId: string, attribute?: string): string =>
  attribute ? `${logicalId}/${attribute}` : logicalId;

function resolve(value: unknown): unknown {
  return resolveIntrinsics(value, references);
}

describe('resolving intrinsic functions', () => {
  it('resolves references at any depth', () => {
    expect(
      resolve({ a: [{ b: { Ref: 'Table' } }], c: { 'Fn::GetAtt': ['Queue', 'Arn'] } }),
    ).toEqual({ a: [{ b: 'Table' }], c: 'Queue/Arn' });
  });

  it('resolves functions within functions', () => {
    const queue = { 'Fn::GetAtt': ['Queue', 'Arn'] };
    expect(resolve({ 'Fn::Join': ['-', ['a', queue, { Ref: 'B' }]] })).toBe('a-Queue/Arn-B');
  });

  it('substitutes references in a string', () => {
    const text = `assets-${'$'}{AWS::AccountId}-${'$'}{AWS::Region}`;
    expect(resolve({ 'Fn::Sub': text })).toBe('assets-AWS::AccountId-AWS::Region');
  });

  it.each(['Fn::ImportValue', 'Fn::Select', 'Fn::Split', 'Fn::If'])(
    'refuses %s with an error that names it',
    (name) => {
      expect(() => resolve({ deep: [{ [name]: ['other'] }] })).toThrow(
        `The template uses ${name}, which the local stack doesn't support.`,
      );
    },
  );

  it('refuses a dynamic reference, such as a secret', () => {
    expect(() => resolve('{{resolve:ssm:key}}')).toThrow(
      'The template contains {{resolve:ssm:key}}, which only CloudFormation on AWS can resolve.',
    );
  });
});
