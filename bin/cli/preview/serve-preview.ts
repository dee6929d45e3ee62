import { type FSWatcher, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { inTheme, PREVIEW_SCRIPT, previewPage } from './preview-page';
import type { PreviewReport } from './preview-report';
import type { PreviewedEmail } from './render-preview';

export interface Preview {
  report: PreviewReport;
  email?: PreviewedEmail;
}

export interface ServePreviewOptions {
  file: string;
  make: () => Promise<Preview>;
  /** The address of the pictures that are files below the folder of the file. */
  imagesUrl: () => string | undefined;
  port?: number;
}

export interface PreviewServer {
  url: string;
  close: () => void;
}

/** Editors write a file in several steps; after this time (ms) it is whole. */
const SETTLE_MS = 30;
const PICTURE_TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
};
/** Nothing in an email runs, and a page of another site cannot read the preview. */
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'; style-src 'unsafe-inline'; img-src https: http: data:",
};

/** Serves the preview of a file to this computer only, and tells open pages when the file was saved. */
export async function servePreview(options: ServePreviewOptions): Promise<PreviewServer> {
  const pages = new Set<ServerResponse>();
  let current = options.make();
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500, HEADERS).end(`The preview failed: ${String(error)}`);
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A name that leads here is not ours (DNS rebinding).
    if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')) {
      response.writeHead(403, HEADERS).end();
      return;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const send = (type: string, body: string | Buffer) =>
      response.writeHead(200, { ...HEADERS, 'content-type': `${type}; charset=utf-8` }).end(body);
    if (url.pathname === '/events') {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
      response.write('\n');
      pages.add(response);
      response.on('close', () => pages.delete(response));
      return;
    }
    if (url.pathname === '/reload.js') {
      send('text/javascript', PREVIEW_SCRIPT);
      return;
    }
    if (url.pathname.startsWith('/files/')) return sendPicture(url, response);
    const { report, email } = await current;
    if (url.pathname === '/') send('text/html', previewPage(options.file, report, email?.text));
    else if (url.pathname === '/report.json') send('application/json', JSON.stringify(report));
    else if (url.pathname === '/email' && email !== undefined) {
      const html = inTheme(email, url.searchParams.get('theme') === 'dark' ? 'dark' : 'light');
      const base = options.imagesUrl();
      send(
        'text/html',
        base === undefined ? html : html.replaceAll(`src="${base}`, 'src="/files/'),
      );
    } else response.writeHead(404, HEADERS).end();
  }

  /** A picture in the folder of the file, or below it. */
  async function sendPicture(url: URL, response: ServerResponse): Promise<void> {
    const folder = path.dirname(path.resolve(options.file));
    const wanted = path.resolve(folder, decodeURIComponent(url.pathname.slice('/files/'.length)));
    const type = PICTURE_TYPES[path.extname(wanted).toLowerCase()];
    const picture =
      type === undefined || !wanted.startsWith(`${folder}${path.sep}`)
        ? undefined
        : await readFile(wanted).catch(() => undefined);
    if (picture === undefined || type === undefined) response.writeHead(404, HEADERS).end();
    else response.writeHead(200, { ...HEADERS, 'content-type': type }).end(picture);
  }

  const watcher = watchFile(options.file, () => {
    current = options.make();
    // The page asks for it, and waits if it is not ready.
    for (const page of pages) page.write('data: saved\n\n');
  });
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    close: () => {
      watcher.close();
      for (const page of pages) page.end();
      server.close();
    },
  };
}

/** Watches the folder, because most editors replace the file. */
function watchFile(file: string, onSaved: () => void): FSWatcher {
  const name = path.basename(file);
  let timer: NodeJS.Timeout | undefined;
  return watch(path.dirname(path.resolve(file)), (_event, changed) => {
    if (changed !== name) return;
    clearTimeout(timer);
    timer = setTimeout(onSaved, SETTLE_MS);
  });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
