import { readLogoFile } from '../../lib/logo-file';
import { AN_SVG, aLogoFile, aPng } from '../support/logo';

function read(name: string, content: string | Buffer) {
  const { file, remove } = aLogoFile(name, content);
  try {
    return readLogoFile(file);
  } finally {
    remove();
  }
}

describe('a logo', () => {
  it('that is a PNG has its type, and a path that changes with it', () => {
    const logo = { type: 'image/png', width: 200, height: 50 };
    const path = expect.stringMatching(/^\/assets\/logo-[0-9a-f]{12}\.png$/);
    expect(read('logo.png', aPng(200, 50))).toMatchObject({ logo: { ...logo, path } });
    expect(read('logo.png', aPng(200, 50))).not.toEqual(read('logo.png', aPng(200, 49)));
  });

  it('is shown in its proportions, as large as fits the masthead', () => {
    expect(read('logo.png', aPng(2800, 100))).toMatchObject({ logo: { width: 280, height: 10 } });
    expect(read('logo.png', aPng(128, 128))).toMatchObject({ logo: { width: 64, height: 64 } });
  });

  it('that is an SVG has the size that it names, or that of its view box', () => {
    const box =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><path d="M0 0"/></svg>';
    expect(read('logo.svg', AN_SVG)).toMatchObject({
      logo: { type: 'image/svg+xml', width: 280, height: 50 },
    });
    expect(read('logo.svg', box)).toMatchObject({ logo: { width: 120, height: 60 } });
  });

  it.each([
    ['runs a script', '<script>alert(1)</script>'],
    ['handles an event', '<rect onload="alert(1)"/>'],
    ['holds another document', '<foreignObject/>'],
    ['loads a picture', '<image href="https://evil.example/"/>'],
    ['links to another file', '<rect xlink:href="other.svg"/>'],
    ['loads a font', '<rect fill="url(https://evil.example/)"/>'],
    ['has entities', '<!ENTITY a "b">'],
  ])('that is an SVG is refused if it %s', (_, element) => {
    const svg = `<svg width="1" height="1">${element}</svg>`;
    expect(read('logo.svg', svg)).toMatchObject({ outcome: 'refused' });
  });

  it('is refused if it is larger than 20,000 bytes', () => {
    const large = Buffer.concat([aPng(9, 9), Buffer.alloc(20_000)]);
    expect(read('logo.png', large)).toMatchObject({
      reason: expect.stringContaining('must have a logo of at most 20000 bytes'),
    });
  });

  it.each(['text', aPng(0, 0), '<svg></svg>', ''])(
    'is refused if it is no picture: %j',
    (content) => {
      expect(read('logo.png', content)).toMatchObject({
        reason: expect.stringContaining('must have a logo that is a PNG'),
      });
    },
  );

  it.each(['/etc/passwd', '../logo.png', 'a/../../logo.png', 'a"; rm -rf b', '.git/config', ''])(
    'is refused if its file may be outside the repository: %j',
    (file) => {
      expect(readLogoFile(file)).toMatchObject({ outcome: 'refused' });
    },
  );
});
