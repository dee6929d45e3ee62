import { maxRequestsPerHour, registeredDomain } from '../../lambdas/domain/mail-domain';

describe('the domain of an address', () => {
  it.each([
    ['ann@example.org', 'example.org'],
    ['ann@EXAMPLE.org', 'example.org'],
    ['ann@mail.example.org', 'example.org'],
    ['ann@a.b.c.example.org', 'example.org'],
    ['ann@example.co.uk', 'example.co.uk'],
    ['ann@x7.example.co.uk', 'example.co.uk'],
    ['ann@example.com.au', 'example.com.au'],
    ['ann@co.uk', 'co.uk'],
    ['ann@com.example.org', 'example.org'],
    ['ann@com.org', 'com.org'],
    ['ann@localhost', 'localhost'],
  ])('of %s is counted as %s', (address, domain) => {
    expect(registeredDomain(address)).toBe(domain);
  });

  it.each([
    ['example.org', 100],
    ['gmail.com', 2_000],
    ['web.de', 2_000],
    ['yahoo.co.uk', 2_000],
    ['hotmail.fr', 2_000],
    ['notgmail.com', 100],
    ['gmail.com.example', 100],
    ['localhost', 100],
  ])('%s may request %i confirmations in an hour', (domain, limit) => {
    expect(maxRequestsPerHour(domain)).toBe(limit);
  });
});
