import type { RequestListener } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { localService } from '../../bin/cli/service';
import { runCommand } from '../support/command-line';
import { startServer } from '../support/http-server';

const JSON_TYPE = { 'content-type': 'application/json' };
const replies =
  (status: number, body: string, headers: Record<string, string> = JSON_TYPE): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);

const sendForever: RequestListener = (_request, response) => {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const send = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', send);
  send();
};

describe('briefwire on a port of another program', () => {
  const showSubscriber = (port: number) =>
    runCommand(port, ['subscriber', 'ann@example.org', '--json']);

  it.each<[string, RequestListener]>([
    ['an HTML page', replies(200, '<h1>Another site</h1>', { 'content-type': 'text/html' })],
    ['JSON of another shape', replies(200, '{"ok": true}')],
    ['a JSON list', replies(200, '[]')],
    ['null', replies(200, 'null')],
    ['nothing', replies(204, '')],
    ['a redirect', replies(302, '', { location: '/login' })],
    ['401', replies(401, '{"message": "Unauthorized"}')],
    ['403 in HTML', replies(403, 'Forbidden', { 'content-type': 'text/plain' })],
    ['403 in JSON', replies(403, '{"message": "Forbidden"}')],
    ['404 in JSON', replies(404, '{"message": "Not Found"}')],
    ['404 with an error', replies(404, '{"error": "Not found"}')],
    ['404 in HTML', replies(404, '<pre>Cannot POST</pre>', { 'content-type': 'text/html' })],
    ['405', replies(405, '{}')],
    ['500 in HTML', replies(500, '<h1>Server Error</h1>', { 'content-type': 'text/html' })],
    ['502 in JSON', replies(502, '{"message": "Bad Gateway"}')],
    ['a reply without end', sendForever],
  ])('names the address and the other program: %s', async (_what, listener) => {
    const other = await startServer(listener);
    const call = localService(other.url).call('/api/subscribers/lookup', {
      email: 'ann@example.org',
    });
    await expect(call).rejects.toThrow(
      new RegExp(`^Another program answers at ${other.url}, not Briefwire [^\\n]*PORT[^\\n]*$`),
    );
    await other.stop();
  });

  it('says so in one line, and exits with 1', async () => {
    const other = await startServer(replies(403, '<h1>Forbidden</h1>'));
    const { code, stdout, stderr } = await showSubscriber(other.port);
    await other.stop();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Another program answers at [^\n]*\n$/);
  });

  it.each<[string, (socket: Socket) => void]>([
    ['hangs up', (socket) => socket.destroy()],
    ['does not speak HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
    ['breaks off', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ok"')],
  ])('names the address when a program there %s', async (_what, answer) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => answer(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const { code, stdout, stderr } = await showSubscriber(port);
    await new Promise((resolve) => server.close(resolve));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`http://localhost:${port} closed the connection`);
    expect(stderr).toContain('another program answers there');
  });

  it('names the address of a program that never replies', async () => {
    const hanging = await startServer(() => {});
    const call = localService(hanging.url, 100).call('/api/digests', {});
    await expect(call).rejects.toThrow(
      `${hanging.url} did not reply within 0.1 seconds: Briefwire is very busy, or another program answers there.`,
    );
    await hanging.stop();
  });

  it('says how to start the service when nothing answers', async () => {
    const gone = await startServer(() => {});
    await gone.stop();
    const { code, stdout, stderr } = await showSubscriber(gone.port);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Nothing answers at [^\n]*npm start[^\n]*\n$/);
  });

  it.each([
    [500, 'Internal Server Error', 'The service failed (500). Its log says why.\n'],
    [503, 'Service Unavailable', 'The service is not ready. Try again in a moment.\n'],
  ])('tells a failure of Briefwire from another program: %i', async (status, message, sentence) => {
    const failing = await startServer(replies(status, JSON.stringify({ message })));
    const result = await showSubscriber(failing.port);
    await failing.stop();
    expect(result).toEqual({ code: 1, stdout: '', stderr: sentence });
  });

  it('prints the sentence of a refusal', async () => {
    const error = 'The consent is longer than 1000 characters.';
    const refusing = await startServer(replies(400, JSON.stringify({ error })));
    const result = await showSubscriber(refusing.port);
    await refusing.stop();
    expect(result).toEqual({ code: 1, stdout: '', stderr: `${error}\n` });
  });

  it('names a topic that was refused while others were followed, and exits with 1', async () => {
    const topics = [
      { outcome: 'followed', topicId: 't1', expression: 'Gaza' },
      { outcome: 'refused', expression: 'the', reason: 'Add a name or a place.' },
    ];
    const reply = { outcome: 'followed', subscriberId: 's1', topics };
    const service = await startServer(replies(200, JSON.stringify(reply)));
    const consent = ['--confirmed', '--consent', 'here'];
    const words = ['subscribe', 'ann@example.org', 'Gaza', 'the', ...consent];
    const result = await runCommand(service.port, words);
    await service.stop();
    expect(result).toEqual({
      code: 1,
      stdout: 'ann@example.org now follows Gaza (instant).\n',
      stderr: 'ann@example.org does not follow the: Add a name or a place.\n',
    });
  });

  it.each(['abc', '70000'])('refuses the port %s as wrong usage', async (PORT) => {
    const result = await runCommand(1, ['topics'], '', { PORT });
    expect(result).toEqual({
      code: 2,
      stdout: '',
      stderr: `PORT is ${PORT}, but must be a number up to 65535.\n`,
    });
  });
});
