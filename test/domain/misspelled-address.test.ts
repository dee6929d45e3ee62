import { suggestAddress } from '../../lambdas/domain/misspelled-address';

describe('a misspelled address', () => {
  it.each([
    ['gmial.com', 'gmail.com'],
    ['gmai.com', 'gmail.com'],
    ['gmaill.com', 'gmail.com'],
    ['gnail.com', 'gmail.com'],
    ['gmail.con', 'gmail.com'],
    ['gmail.co', 'gmail.com'],
    ['gmail.comm', 'gmail.com'],
    ['hotmial.com', 'hotmail.com'],
    ['hotmail.cm', 'hotmail.com'],
    ['hotmal.fr', 'hotmail.fr'],
    ['outlok.com', 'outlook.com'],
    ['outlook.con', 'outlook.com'],
    ['yaho.com', 'yahoo.com'],
    ['yhaoo.com', 'yahoo.com'],
    ['iclod.com', 'icloud.com'],
    ['laposte.nte', 'laposte.net'],
    ['t-onlin.de', 't-online.de'],
  ])('at %s was probably meant to be at %s', (domain, meant) => {
    expect(suggestAddress(`Ann.Lee@${domain}`)).toBe(`Ann.Lee@${meant}`);
  });

  it.each(
    `gmail.com googlemail.com mail.com email.com ymail.com hotmail.fr hotmail.be outlook.fr outlook.jp
    yahoo.be yahoo.co.in yahoo.com.br live.nl line.com love.com mac.com gmx.net web.de example.org acme.com
    gmail.org gml.com proton.me key.com ski.com xn--gmal-nza.example`.split(/\s+/),
  )('at %s was probably meant', (domain) => {
    expect(suggestAddress(`ann@${domain}`)).toBeUndefined();
  });
});
