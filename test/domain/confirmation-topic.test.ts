import { refuseWebAddress } from '../../lambdas/domain/confirmation-topic';

describe('a topic that a confirmation email quotes', () => {
  it.each([
    'https://evil.example/login',
    'Your account is locked HTTPS://evil.example',
    'ftp://x',
    'go to www.evil.example now',
    'evil.example/login',
    'evil.example?token=1',
    'evil.example:8080',
    'javascript:alert(1)',
    'mailto:ann@example.org',
    'ｈｔｔｐｓ：／／evil.example',
    'пример.рф/вход',
  ])('cannot have a web address: %s', (expression) => {
    expect(refuseWebAddress(expression)).toMatchObject({ outcome: 'refused', code: 'webAddress' });
  });

  it.each([
    'Gaza aid',
    'booking.com',
    'Node.js',
    'U.S. aid',
    'AC/DC',
    'title:hostages',
    'tag:middle-east',
    'source:bbc.co.uk',
    'ceasefire NEAR/5 Gaza',
    '"9/11" OR 3.5',
    'and/or',
    'data centre',
  ])('can be %s', (expression) => {
    expect(refuseWebAddress(expression).outcome).toBe('read');
  });
});
