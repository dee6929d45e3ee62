import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readBriefingFiles } from '../../bin/cli/read-briefing-files';
import { makeFolder, type TestFolder } from '../support/folder';

describe('reading briefing files', () => {
  let folder: TestFolder;
  beforeAll(async () => {
    folder = await makeFolder();
  });
  afterAll(() => folder.remove());

  const read = async (name: string, content: string | Uint8Array) =>
    readBriefingFiles([await folder.write(name, content)]);
  const briefingIn = async (name: string, content: string | Uint8Array) => {
    const { briefings, refused } = await read(name, content);
    expect({ count: briefings.length, refused }).toEqual({ count: 1, refused: [] });
    return briefings[0]?.briefing;
  };
  const whyRefused = async (name: string, content: string) => {
    const { briefings, refused } = await read(name, content);
    expect(briefings).toEqual([]);
    return refused[0]?.reason ?? '';
  };

  describe('.txt', () => {
    it('has its title on the first line, and paragraphs separated by empty lines', async () => {
      const text = 'Fewer trucks\n\nThirty a day,\nsays the agency.\n\nIt was 500.\n';
      expect(await briefingIn('a.txt', text)).toEqual({
        title: 'Fewer trucks',
        body: 'Thirty a day,\nsays the agency.\n\nIt was 500.',
      });
    });

    it('has one paragraph per line when no line is empty', async () => {
      expect(await briefingIn('b.txt', 'Fewer trucks\nThirty a day.\nIt was 500.')).toEqual({
        title: 'Fewer trucks',
        body: 'Thirty a day.\n\nIt was 500.',
      });
    });

    it.each([
      ['Windows', '\uFEFFFewer trucks\r\n\r\nThirty a day.\r\n\r\nIt was 500.\r\n'],
      ['an old Mac', 'Fewer trucks\r\rThirty a day.\r\rIt was 500.\r'],
      [
        'an editor that leaves spaces',
        '\n  \n  Fewer trucks  \n\nThirty a day.\n \nIt was 500.\n\n\n',
      ],
    ])('may come from %s', async (_whom, text) => {
      expect(await briefingIn('c.txt', text)).toEqual({
        title: 'Fewer trucks',
        body: expect.stringMatching(/^Thirty a day\.\n *\nIt was 500\.$/),
      });
    });

    it('may consist of a title only', async () => {
      expect(await briefingIn('d.TXT', 'Fewer trucks')).toEqual({
        title: 'Fewer trucks',
        body: '',
      });
    });
  });

  describe('.md', () => {
    it('has its fields in front matter, and its body as HTML', async () => {
      const text = [
        '\uFEFF---',
        'title: "Fewer trucks: thirty a day"',
        'tags: [gaza, aid]',
        'publishedAt: 2023-11-07T06:12:00Z',
        'notify: true',
        '---',
        '',
        'Thirty **trucks** a day.',
        '',
        '- one',
      ].join('\r\n');
      expect(await briefingIn('a.md', text)).toEqual({
        title: 'Fewer trucks: thirty a day',
        tags: ['gaza', 'aid'],
        publishedAt: '2023-11-07T06:12:00.000Z',
        notify: true,
        body: expect.stringMatching(/<p>Thirty <strong>trucks<\/strong> a day.<\/p>\s*<ul>/),
      });
    });

    it.each([
      ['2026-12-01T09:00:00+01:00', '2026-12-01T09:00:00+01:00'],
      ['2026-12-01 09:00:00 +01:00', '2026-12-01T09:00:00+01:00'],
      ['2026-12-01T09:00:00Z # the usual time', '2026-12-01T09:00:00Z'],
      // YAML would take it as UTC. The service refuses it.
      ['2026-12-01T09:00:00', '2026-12-01T09:00:00'],
      ['"2026-12-01T09:00:00+01:00"', '2026-12-01T09:00:00+01:00'],
    ])('passes on a sendAt of %s with its offset', async (written, sendAt) => {
      const text = `---\nsendAt: ${written}\nnotify: correction\n---\n# Trucks\n\nThirty.\n`;
      expect(await briefingIn('c.md', text)).toMatchObject({ sendAt, notify: 'correction' });
    });

    it('takes the title from the first heading when the front matter has none', async () => {
      const briefing = await briefingIn('b.md', '\n# Fewer trucks #\n\nThirty a day.\n');
      expect(briefing).toMatchObject({ title: 'Fewer trucks' });
      expect(JSON.stringify(briefing)).not.toContain('<h1>');
    });

    it.each(['js', 'javascript', 'coffee', 'json5'])(
      'never runs code in front matter: ---%s',
      async (language) => {
        const code = 'globalThis.ranInFrontMatter = true; module.exports = { title: "Evil" }';
        const { briefings } = await read('evil.md', `---${language}\n${code}\n---\nBody\n`);
        expect(briefings).toEqual([]);
        expect('ranInFrontMatter' in globalThis).toBe(false);
      },
    );

    it.each(['!!js/function "function () { return 1 }"', '!!js/undefined', '!!js/regexp /x/'])(
      'never creates code from YAML: %s',
      async (value) => {
        const { briefings } = await read('yaml.md', `---\ntitle: ${value}\n---\nBody\n`);
        expect(briefings).toEqual([]);
      },
    );

    it('is refused in one line when its front matter isn’t YAML', async () => {
      const reason = await whyRefused('c.md', '---\ntitle: "half\ntags: [\n---\nBody');
      expect(reason).not.toBe('');
      expect(reason).not.toContain('\n');
    });
  });

  describe('.json and .jsonl', () => {
    it('contain one briefing or a list, each with its place', async () => {
      expect(await briefingIn('a.json', '\uFEFF{"title": "One"}')).toEqual({ title: 'One' });
      const { briefings } = await read('b.json', '[{"title": "One"}, {"title": "Two"}]');
      expect(briefings.map(({ place }) => place)).toEqual([
        expect.stringMatching(/b\.json \(briefing 1\)$/),
        expect.stringMatching(/b\.json \(briefing 2\)$/),
      ]);
    });

    it('contain one briefing per line; empty lines are skipped, and broken lines are named', async () => {
      const lines = '\uFEFF{"title": "One"}\r\n\r\n{"title": \r\n{"title": "Two"}\r\n';
      const { briefings, refused } = await read('c.jsonl', lines);
      expect(briefings).toEqual([
        { place: expect.stringMatching(/c\.jsonl:1$/), briefing: { title: 'One' } },
        { place: expect.stringMatching(/c\.jsonl:4$/), briefing: { title: 'Two' } },
      ]);
      expect(refused).toEqual([
        { place: expect.stringMatching(/c\.jsonl:3$/), reason: 'the line is not JSON' },
      ]);
    });

    it('are refused when they are not JSON', async () => {
      expect(await whyRefused('d.json', '{"title": ')).toBe('it is not JSON');
    });
  });

  it('names each file that can’t be read with the reason, and reads the others', async () => {
    const directory = join(folder.path, 'folder.txt');
    await mkdir(directory);
    const good = await folder.write('good.txt', 'Good');
    const files = [
      join(folder.path, 'missing.txt'),
      directory,
      await folder.write('empty.txt', ''),
      await folder.write('blank.md', '\uFEFF \n\r\n'),
      await folder.write('picture.png', 'PNG'),
      await folder.write('none', 'No ending'),
      good,
    ];
    const { briefings, refused } = await readBriefingFiles(files);
    expect(briefings.map(({ place }) => place)).toEqual([good]);
    expect(refused.map(({ place }) => place)).toEqual(files.slice(0, -1));
    expect(refused.map(({ reason }) => reason)).toEqual([
      'there is no such file',
      'it is a folder; name the files in it',
      'it is empty',
      'it is empty',
      expect.stringContaining('must end in .txt, .md, .json, .jsonl'),
      expect.stringContaining('must end in .txt, .md, .json, .jsonl'),
    ]);
  });

  it('refuses text in another encoding instead of guessing it', async () => {
    // "Zürich" in Latin-1.
    const latin = Buffer.from('Z\u00FCrich\n\nBody', 'latin1');
    const { briefings, refused } = await read('latin.txt', latin);
    expect(briefings).toEqual([]);
    expect(refused[0]?.reason).toContain('UTF-8');
  });
});
