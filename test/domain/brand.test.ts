import * as fc from 'fast-check';
import { DEFAULT_ACCENT, PAPER, readAccent } from '../../lambdas/domain/brand';
import { contrast } from '../../lambdas/domain/contrast';

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#000000', 21],
    ['#777777', '#ffffff', 4.48],
    ['#123456', '#123456', 1],
  ])('of %s and %s is %d', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2);
  });
});

describe('an accent colour', () => {
  it('has a variant for dark paper', () => {
    expect(readAccent(' #8A1C3A ')).toEqual({
      outcome: 'read',
      accent: '#8a1c3a',
      accentDark: expect.stringMatching(/^#[0-9a-f]{6}$/),
    });
  });

  it('stays as it is on dark paper if it can be read there', () => {
    expect(readAccent('#767676')).toMatchObject({ outcome: 'refused' });
    expect(readAccent('#6f7f00')).toMatchObject({ outcome: 'refused' });
    expect(readAccent('#8a6d3b')).toMatchObject({ accent: '#8a6d3b' });
  });

  it.each(['red', '#abc', '8a1c3a', '#8a1c3g', 'url(//evil.example)', ''])(
    'is refused if it is no colour: %j',
    (text) => {
      expect(readAccent(text)).toEqual({
        outcome: 'refused',
        reason: 'must have an accent that is a colour such as #8a1c3a',
      });
    },
  );

  it('is refused with a darker one if it cannot be read on light paper', () => {
    const refused = readAccent('#ffcc00');
    const reason = refused.outcome === 'refused' ? refused.reason : '';
    expect(reason).toMatch(/dark enough to be read on light paper, such as #[0-9a-f]{6}$/);
    expect(readAccent(reason.slice(-7))).toMatchObject({ outcome: 'read' });
  });

  it('can be read on its paper in both themes, whatever it is', () => {
    const colours = fc
      .integer({ min: 0, max: 0xffffff })
      .map((number) => `#${number.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colours, (colour) => {
        const read = readAccent(colour);
        if (read.outcome === 'refused') {
          expect(contrast(colour, PAPER.light.paper)).toBeLessThan(4.5);
          return;
        }
        expect(contrast(read.accent, PAPER.light.paper)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(read.accentDark, PAPER.dark.paper)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('of stages that set none is valid', () => {
    expect(readAccent(DEFAULT_ACCENT)).toMatchObject({ outcome: 'read' });
  });
});
