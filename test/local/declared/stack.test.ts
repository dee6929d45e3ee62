import { readDeclaredStack } from '../../../lib/local/declared/stack';
import type { Resource } from '../../../lib/local/declared/template';
import { fixture } from '../fixture/service';

const addresses = { site: 'http://localhost:3000', queues: 'http://127.0.0.1:9324' };

function read(Resources: Record<string, Resource>) {
  return readDeclaredStack({ Resources }, addresses);
}

const aFunction: Resource = {
  Type: 'AWS::Lambda::Function',
  Metadata: { briefwire: { handler: 'work' } },
};

describe('reading what a template declares', () => {
  it('gives functions local names, addresses and limits', async () => {
    const { functions } = readDeclaredStack(await fixture.template(''), addresses);
    const door = functions.find(({ handler }) => handler === 'door');
    expect(door).toMatchObject({
      timeoutMs: 1000,
      environment: {
        WORK_QUEUE_URL: expect.stringMatching('^http://127.0.0.1:9324/000000000000/WorkQueue'),
        SITE_URL: 'http://localhost:3000',
      },
    });
  });

  it('refuses a kind of resource that would silently not run', () => {
    expect(() => read({ Machine: { Type: 'AWS::StepFunctions::StateMachine' } })).toThrow(
      'The stack declares what the local stack does not know how to run: Machine (AWS::StepFunctions::StateMachine).',
    );
  });

  it('passes over what has no effect on one machine', () => {
    expect(() => read({ Role: { Type: 'AWS::IAM::Role' } })).not.toThrow();
  });

  it('refuses a function that does not name its handler’s file', () => {
    expect(() => read({ Fn: { Type: 'AWS::Lambda::Function' } })).toThrow(
      'The function Fn has no Metadata that names its handler’s file.'.replace('’', "'"),
    );
  });

  it('refuses a property of an event source that it would not honour', () => {
    const mapping: Resource = {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: 'a', FunctionName: 'Fn', TumblingWindowInSeconds: 5 },
    };
    expect(() => read({ Fn: aFunction, Mapping: mapping })).toThrow(
      "The local stack can't run Mapping (AWS::Lambda::EventSourceMapping) as declared",
    );
  });

  it('refuses retries of asynchronous events, which it would not make', () => {
    const Properties = { FunctionName: { Ref: 'Fn' }, Qualifier: '$LATEST' };
    const config = (retries: number): Resource => ({
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { ...Properties, MaximumRetryAttempts: retries },
    });
    expect(() => read({ Fn: aFunction, Config: config(0) })).not.toThrow();
    expect(() => read({ Fn: aFunction, Config: config(1) })).toThrow("can't run Config");
  });

  it('refuses a rule whose target is not a queue', () => {
    const rule: Resource = {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventPattern: { source: ['aws.ses'] },
        Targets: [{ Id: 'a', Arn: { 'Fn::GetAtt': ['Fn', 'Arn'] } }],
      },
    };
    expect(() => read({ Fn: aFunction, Rule: rule })).toThrow("can't run Rule");
  });
});
