import fc from 'fast-check';
import { cutAtWord, plainLine, plainParagraphs } from '../../lambdas/rendering/plain-line';
import { hostileText } from '../support/hostile-text';

describe('a plain line', () => {
  it('collapses tabs and all kinds of line breaks to single spaces', () => {
    expect(plainLine(' Aid\r\ntrucks\t\u2028 enter\u0085Gaza ')).toBe('Aid trucks enter Gaza');
  });

  it('removes control characters and bidi overrides, which can make text read as something else', () => {
    expect(plainLine('safe\u202Eexe.\u2066x\u2069\u0007\0')).toBe('safeexe.x');
  });

  it('keeps Arabic text and emoji', () => {
    expect(plainLine('حزب الله 😀')).toBe('حزب الله 😀');
  });

  it('never contains control characters or broken characters, for any text', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        expect(plainLine(text)).not.toMatch(/[\p{Cc}\u2028\u2029\p{Surrogate}]/u);
      }),
    );
  });
});

describe('plain paragraphs', () => {
  it('are kept apart by at most one empty line', () => {
    expect(plainParagraphs(' One \r\n\r\n\r\n\nTwo\u202E \nthree')).toBe('One\n\nTwo\nthree');
  });
});

describe('cutting at a word', () => {
  it('leaves text that fits unchanged', () => {
    expect(cutAtWord('Gaza aid', 8)).toBe('Gaza aid');
  });

  it('cuts before a word that does not fit, without the comma', () => {
    expect(cutAtWord('Trucks of water, medicine', 20)).toBe('Trucks of water…');
  });

  it('cuts inside a word that is longer than the limit', () => {
    expect(cutAtWord('x'.repeat(30), 10)).toBe(`${'x'.repeat(9)}…`);
  });

  it('counts characters, not UTF-16 units', () => {
    expect(cutAtWord('😀'.repeat(10), 10)).toBe('😀'.repeat(10));
    expect(cutAtWord('😀'.repeat(11), 10)).toBe(`${'😀'.repeat(9)}…`);
  });

  it('never exceeds the limit', () => {
    fc.assert(
      fc.property(hostileText(), fc.integer({ min: 1, max: 200 }), (text, limit) => {
        expect(Array.from(cutAtWord(text, limit)).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
