import { resolveIntrinsics } from '../../../lib/local/declared/intrinsics';

const references = (logicalId: string, attribute?: string): string | undefined =>
  logicalId === 'AWS::NoValue' ? undefined : attribute ? `${logicalId}/${attribute}` : logicalId;

function resolved(value: unknown): unknown {
  return resolveIntrinsics(value, references);
}

describe('resolving a template’s intrinsic functions', () => {
  it('resolves references at any depth', () => {
    expect(
      resolved({ a: [{ b: { Ref: 'Table' } }], c: { 'Fn::GetAtt': ['Queue', 'Arn'] } }),
    ).toEqual({ a: [{ b: 'Table' }], c: 'Queue/Arn' });
  });

  it('resolves functions within functions', () => {
    const account = { 'Fn::Select': [1, { 'Fn::Split': [':', 'arn:123:x'] }] };
    expect(resolved({ 'Fn::Join': ['-', ['a', account, { Ref: 'B' }]] })).toBe('a-123-B');
  });

  it('substitutes names, attributes and own variables in a text, and leaves what is escaped', () => {
    const text = `${'$'}{Queue.Arn} ${'$'}{Table} ${'$'}{own} ${'$'}{!Literal}`;
    expect(resolved({ 'Fn::Sub': [text, { own: { Ref: 'Mine' } }] })).toBe(
      `Queue/Arn Table Mine ${'$'}{Literal}`,
    );
  });

  it('leaves out what has no value', () => {
    expect(resolved({ kept: 1, gone: { Ref: 'AWS::NoValue' } })).toEqual({ kept: 1 });
  });

  it('refuses an intrinsic function that it does not know', () => {
    expect(() => resolved({ 'Fn::ImportValue': 'other' })).toThrow(
      "The template uses Fn::ImportValue, which the local stack can't resolve.",
    );
  });

  it('refuses a secret that only CloudFormation can look up', () => {
    expect(() => resolved('{{resolve:ssm:key}}')).toThrow('only CloudFormation on AWS can look up');
  });
});
