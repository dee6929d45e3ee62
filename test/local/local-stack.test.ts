import { type LocalStack, startLocalStack } from '../../lib/local/local-stack';
import { dynamoDbLocal } from '../support/dynamodb-local';
import { behaviours } from './fixture/behaviours';
import { fixture } from './fixture/service';

let stack: LocalStack;
beforeAll(async () => {
  const t = performance.now();
  const template = await fixture.template('');
  console.log('synth', performance.now() - t);
  const u = performance.now();
  stack = await startLocalStack({
    service: { ...fixture, template: async () => template },
    dynamoDbEndpoint: dynamoDbLocal(),
  });
  console.log('start', performance.now() - u);
}, 30_000);
afterAll(() => stack?.stop());

it('answers over HTTP', async () => {
  behaviours.door = (event) => ({ statusCode: 200, body: JSON.stringify(event) });
  const response = await fetch(`${stack.siteUrl}/items/7?a=1`);
  console.log(await response.json());
  const t = performance.now();
  await stack.idle();
  console.log('idle', performance.now() - t);
});
