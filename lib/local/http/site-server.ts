import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Activity } from '../activity';
import type { DeclaredRoute } from '../declared/routes';
import type { LocalFunction } from '../functions/local-function';
import { listen, listensOn } from '../processes/ports';
import { type HttpAnswer, internalServerError, jsonAnswer, toHttpAnswer } from './function-answer';
import { readBody, TOO_LARGE } from './read-body';
import { pathOf, toLambdaEvent } from './request-event';
import { routeTable } from './route-table';

/** Bytes; https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const LARGEST_REQUEST = 10 * 1024 * 1024;
/** Bytes of the event in JSON; https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LARGEST_EVENT = 6 * 1024 * 1024;

export interface Site {
  readonly routes: readonly DeclaredRoute[];
  readonly functionOf: (arn: string) => LocalFunction;
  readonly activity: Activity;
  readonly clock: () => Date;
}

/** The HTTP API on this machine; it answers 503 until it is given its routes. */
export class SiteServer {
  private answerTo: (request: IncomingMessage) => Promise<HttpAnswer> = async () =>
    jsonAnswer(503, { message: 'Service Unavailable' });

  private constructor(
    readonly port: number,
    private readonly servers: Server[],
  ) {}

  /** @throws LocalStackError with a sentence when the port is in use. */
  static async start(port: number): Promise<SiteServer> {
    const use = { purpose: 'the site', variable: 'PORT' };
    const ipv4 = createServer();
    const actual = await listen(ipv4, port, '127.0.0.1', use);
    const ipv6 = createServer();
    const hasIpv6 = await listensOn(ipv6, actual, '::1', use).catch((error) => {
      ipv4.close();
      throw error;
    });
    const site = new SiteServer(actual, hasIpv6 ? [ipv4, ipv6] : [ipv4]);
    for (const server of site.servers) {
      server.on('request', (request, response) => site.handle(request, response));
    }
    return site;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  open({ routes, functionOf, activity, clock }: Site): void {
    const find = routeTable(routes);
    this.answerTo = (request) =>
      activity.during(async () => {
        const body = await readBody(request, LARGEST_REQUEST);
        if (body === TOO_LARGE) return tooLarge();
        const match = find(request.method ?? 'GET', pathOf(request));
        if (!match) return jsonAnswer(404, { message: 'Not Found' });
        const fn = functionOf(match.route.functionArn);
        const event = toLambdaEvent(request, body, match, clock());
        if (Buffer.byteLength(JSON.stringify(event)) > LARGEST_EVENT) return tooLarge();
        const invocation = await fn.invoke(event);
        return invocation.outcome === 'done'
          ? toHttpAnswer(invocation.result)
          : internalServerError();
      });
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.servers.map((server) => {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        return closed;
      }),
    );
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { statusCode, headers, body } = await this.answerTo(request).catch(internalServerError);
    response.writeHead(statusCode, { ...headers, 'content-length': Buffer.byteLength(body) });
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}

function tooLarge(): HttpAnswer {
  return jsonAnswer(413, { message: 'Request Entity Too Large' });
}
