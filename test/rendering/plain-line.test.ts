import fc from 'fast-check';
import { cutAtWord, plainLine, plainParagraphs } from '../../lambdas/rendering/plain-line';
import { hostileText } from '../support/hostile-text';

describe('a plain line', () => {
  it('folds line breaks of every kind and tabs to single spaces', () => {
    expect(plainLine(' Aid\r\ntrucks\t\u2028 enter\u0085Gaza ')).toBe('Aid trucks enter Gaza');
  });

  it('drops bidi overrides, which can make a text read as another, and control characters', () => {
    expect(plainLine('safe\u202Eexe.\u2066x\u2069\u0007\0')).toBe('safeexe.x');
  });

  it('keeps Arabic text and emoji whole', () => {
    expect(plainLine('حزب الله 😀')).toBe('حزب الله 😀');
  });

  it('never holds a control character or a broken character, whatever came in', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        expect(plainLine(text)).not.toMatch(/[\p{Cc}\u2028\u2029\p{Surrogate}]/u);
      }),
    );
  });
});

describe('plain paragraphs', () => {
  it('keep their borders, but no more than one empty line', () => {
    expect(plainParagraphs(' One \r\n\r\n\r\n\nTwo\u202E \nthree')).toBe('One\n\nTwo\nthree');
  });
});

describe('cutting at a word', () => {
  it('leaves a text that fits as it is', () => {
    expect(cutAtWord('Gaza aid', 8)).toBe('Gaza aid');
  });

  it('cuts before a word that has no room, without the comma', () => {
    expect(cutAtWord('Trucks of water, medicine', 20)).toBe('Trucks of water…');
  });

  it('cuts inside a word that is too long by itself', () => {
    expect(cutAtWord('x'.repeat(30), 10)).toBe(`${'x'.repeat(9)}…`);
  });

  it('counts characters, not halves of them', () => {
    expect(cutAtWord('😀'.repeat(10), 10)).toBe('😀'.repeat(10));
    expect(cutAtWord('😀'.repeat(11), 10)).toBe(`${'😀'.repeat(9)}…`);
  });

  it('never gives more than the limit', () => {
    fc.assert(
      fc.property(hostileText(), fc.integer({ min: 1, max: 200 }), (text, limit) => {
        expect(Array.from(cutAtWord(text, limit)).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
