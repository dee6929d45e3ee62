import { mailboxKey, mailboxOf } from '../../lambdas/domain/mailbox';

describe('the mailbox of an address', () => {
  it.each([
    ['Ann@Example.org', 'ann@example.org'],
    ['ann.lee@example.org', 'ann.lee@example.org'],
    ['ann+news@example.org', 'ann@example.org'],
    ['+news@example.org', '+news@example.org'],
    ['a.n.n+news@gmail.com', 'ann@gmail.com'],
    ['A.N.N@GoogleMail.com', 'ann@gmail.com'],
    ['ann.lee+x@outlook.com', 'ann.lee@outlook.com'],
    ['ann+x@hotmail.fr', 'ann@hotmail.fr'],
    ['ann+x@live.com', 'ann@live.com'],
    ['ann+x@me.com', 'ann@icloud.com'],
    ['ann+x@fastmail.com', 'ann@fastmail.com'],
    ['anything@ann.fastmail.com', 'ann@fastmail.com'],
    ['a.n-n_lee+x@protonmail.com', 'annlee@proton.me'],
    ['ann@pm.me', 'ann@proton.me'],
    ['ann-news@yahoo.com', 'ann@yahoo.com'],
    ['ann-news@yahoo.co.uk', 'ann@yahoo.co.uk'],
    ['ann-news@yahoo.fr', 'ann@yahoo.fr'],
    ['ann-lee@example.org', 'ann-lee@example.org'],
    ['ann.lee@yahoo.com', 'ann.lee@yahoo.com'],
  ])('%s is %s', (address, mailbox) => {
    expect(mailboxOf(address)).toBe(mailbox);
  });

  it('has a key that does not contain it', () => {
    expect(mailboxKey('a.n.n@gmail.com')).toBe(mailboxKey('ANN+x@googlemail.com'));
    expect(mailboxKey('ann@gmail.com')).not.toBe(mailboxKey('anne@gmail.com'));
    expect(mailboxKey('ann@gmail.com')).not.toContain('ann');
  });
});
