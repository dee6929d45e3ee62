import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkLinks } from '../../../bin/cli/preview/check-links';
import { inTheme } from '../../../bin/cli/preview/preview-page';
import { reportLines, reportOn } from '../../../bin/cli/preview/preview-report';
import { readPreviewSettings } from '../../../bin/cli/preview/preview-settings';
import { type PreviewedIssue, renderPreview } from '../../../bin/cli/preview/render-preview';
import { servePreview } from '../../../bin/cli/preview/serve-preview';
import { checkSpam } from '../../../bin/cli/preview/spam-check';

const ROOT = path.resolve(__dirname, '../../..');
const HEAD =
  '---\ntitle: A title that is too long for the narrow list of a phone\nnewsletter: diplomacy\n---\n';

describe('the preview of an issue', () => {
  let render: (markdown: string) => Promise<PreviewedIssue>;
  let site: Server;
  let siteUrl: string;
  beforeAll(async () => {
    const settings = await readPreviewSettings(ROOT);
    render = renderPreview({
      settings,
      findBriefings: async () => [],
      now: () => '2026-12-02T08:00:00Z',
    });
    site = createServer((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/here' }).end();
      else if (request.url === '/inside')
        response.writeHead(302, { location: 'http://10.1.2.3/' }).end();
      else if (request.method === 'HEAD' && request.url === '/no-head')
        response.writeHead(405).end();
      else response.writeHead(request.url === '/gone' ? 404 : 200).end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => site.once('listening', resolve));
    siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  });
  afterAll(() => site.close());

  const reportOf = async (markdown: string, options = {}) =>
    reportOn(await render(HEAD + markdown), { allowLoopback: true, ...options });

  it('shows the subject and the preheader as inboxes cut them, and the size of both parts', async () => {
    const report = await reportOf('First words.');
    expect(report).toMatchObject({
      newsletter: 'diplomacy',
      preheader: 'First words.',
      problems: [],
    });
    expect(report.inboxes).toEqual([
      {
        inbox: 'phone',
        subject: 'A title that is too long for the narr…',
        preheader: 'First words.',
      },
      {
        inbox: 'desktop',
        subject: 'A title that is too long for the narrow list of a phone',
        preheader: 'First words.',
      },
    ]);
    expect(report.bytes).toMatchObject({ limit: 102_000, clipped: false });
    expect(report.isCut).toBe(false);
    expect((await reportOf('word '.repeat(40_000))).isCut).toBe(true);
  });

  it('shows where a long issue is cut, and its whole text', async () => {
    const long = readFileSync(path.join(ROOT, 'test/fixtures/newsletters/long.md'), 'utf8');
    expect(Buffer.byteLength(long)).toBeGreaterThan(100_000);
    const issue = await render(long);
    const report = await reportOn(issue, { allowLoopback: false });
    expect(report).toMatchObject({ problems: [], isCut: true, bytes: { clipped: false } });
    expect(issue.email?.text).toContain('September');
    expect(issue.email?.html).not.toContain('September');
  });

  it('says what would be refused, and shows the rest', async () => {
    const issue = await render(`${HEAD}One\n\n![](https://i.example/a.png)\n\n:::weather:::`);
    expect(issue.problems).toEqual([
      expect.stringMatching(/^The image "https:\/\/i\.example\/a\.png" has no text .*\.$/),
      'There is no block ":::weather"; the only one is :::briefings.',
    ]);
    expect(issue.email?.text).toContain('One');
    expect((await render('# Only a title')).problems).toEqual([
      'The front matter has no "newsletter", so this is not a newsletter issue.',
    ]);
  });

  it('checks the links of the text and of the pictures, each once', async () => {
    const { links, images } = await reportOf(
      `[One](${siteUrl}/here) [Two](${siteUrl}/gone) [Three](${siteUrl}/moved) [Four](${siteUrl}/here) [Five](${siteUrl}/no-head) [Six](${siteUrl}/inside) [Seven](mailto:a@example.org)\n\n![A](https://10.0.0.1/a.png)`,
    );
    expect(links).toEqual([
      { url: `${siteUrl}/here`, status: 'reachable' },
      { url: `${siteUrl}/gone`, status: 'broken', detail: '404' },
      { url: `${siteUrl}/moved`, status: 'reachable' },
      { url: `${siteUrl}/no-head`, status: 'reachable' },
      { url: `${siteUrl}/inside`, status: 'not-checked', detail: 'a private address' },
      { url: 'mailto:a@example.org', status: 'not-checked', detail: 'not a web address' },
    ]);
    expect(images).toEqual([
      {
        url: 'https://10.0.0.1/a.png',
        alt: 'A',
        status: 'not-checked',
        detail: 'a private address',
      },
    ]);
  });

  it('never calls private addresses, and this computer only for a local service', async () => {
    const ask = (allowLoopback: boolean) =>
      checkLinks([`${siteUrl}/here`, siteUrl.replace('127.0.0.1', 'localhost')], { allowLoopback });
    expect((await ask(true)).map(({ status }) => status)).toEqual(['reachable', 'reachable']);
    expect((await ask(false)).map(({ status }) => status)).toEqual(['not-checked', 'not-checked']);
  });

  it('knows pictures that are files beside the issue', async () => {
    const markdown = '![A](https://i.example/there.png) ![B](https://i.example/missing.png)';
    const localImages = {
      base: 'https://i.example/',
      exists: async (file: string) => file === 'there.png',
    };
    expect((await reportOf(markdown, { localImages })).images).toMatchObject([
      { status: 'not-checked', detail: 'a file here, to be uploaded before the issue is sent' },
      { status: 'broken', detail: 'there is no such file' },
    ]);
  });

  it('says what SpamAssassin finds, if it is installed', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'spam-'));
    const program = path.join(folder, 'spamassassin');
    writeFileSync(
      program,
      '#!/bin/sh\ncat >/dev/null\nprintf "X-Spam-Status: No, score=1.2 required=5.0 tests=HTML_MESSAGE,\\n\\tMISSING_MID autolearn=no\\n\\nbody"\n',
      { mode: 0o755 },
    );
    expect(await checkSpam(Buffer.from('email'), program)).toEqual({
      status: 'checked',
      score: 1.2,
      required: 5,
      rules: ['HTML_MESSAGE', 'MISSING_MID'],
    });
    expect(await checkSpam(Buffer.from('email'), path.join(folder, 'none'))).toEqual({
      status: 'not-installed',
    });
    rmSync(folder, { recursive: true });
    expect(reportLines(await reportOf('One')).at(-1)).toMatch(/SpamAssassin/);
  });

  it('is served in both themes and told to pages again when the file is saved', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'preview-'));
    const file = path.join(folder, 'issue.md');
    writeFileSync(file, HEAD);
    writeFileSync(path.join(folder, 'a.png'), 'picture');
    let text = 'First';
    const served = await servePreview({
      file,
      make: async () => {
        const issue = await render(`${HEAD}${text}\n\n![A](https://i.example/a.png)`);
        const report = await reportOn({ problems: [] }, { allowLoopback: false });
        return { report, ...(issue.email === undefined ? {} : { email: issue.email }) };
      },
      imagesUrl: () => 'https://i.example/',
    });
    const get = async (to: string) => (await fetch(`${served.url}${to}`)).text();
    expect(await get('/')).toContain('width="360"');
    expect(await get('/email?theme=dark')).toContain('@media all');
    expect(await get('/email?theme=light')).toContain('src="/files/a.png"');
    expect(await get('/files/a.png')).toBe('picture');
    expect((await fetch(`${served.url}/files/..%2f..%2fetc%2fpasswd.png`)).status).toBe(404);
    const events = await fetch(`${served.url}/events`);
    const reader = events.body?.getReader();
    await reader?.read();
    text = 'Second';
    writeFileSync(file, `${HEAD}changed`);
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('data: saved');
    expect(await get('/email?theme=light')).toContain('Second');
    await reader?.cancel();
    served.close();
    rmSync(folder, { recursive: true });
  });

  it('has a theme whatever the browser prefers', async () => {
    const { email } = await render(`${HEAD}One`);
    const html = email?.html ?? '';
    expect(html).toContain('prefers-color-scheme: dark');
    for (const theme of ['light', 'dark'] as const)
      expect(inTheme({ html }, theme)).not.toContain('prefers-color-scheme');
  });
});
