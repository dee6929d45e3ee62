import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { LocalFunction } from '../functions/local-function';
import { listen, listenIfAvailable } from '../processes/ports';
import type { RouteDefinition } from '../template/routes';
import type { WorkTracker } from '../work-tracker';
import { crossSiteRefusal, wrongHostRefusal } from './cross-site.cjs';
import {
  type HttpResponse,
  internalServerError,
  jsonResponse,
  toHttpResponse,
} from './function-response';
import { readBody, TOO_LARGE } from './read-body';
import { pathOf, toLambdaEvent } from './request-event';
import { routeTable } from './route-table';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_REQUEST_BYTES = 10 * 1024 * 1024;
/** The size of the event as JSON; https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_EVENT_BYTES = 6 * 1024 * 1024;

export interface Site {
  readonly routes: readonly RouteDefinition[];
  readonly functionOf: (arn: string) => LocalFunction;
  readonly workTracker: WorkTracker;
}

/** The HTTP API on this machine. It responds with 503 until `open` is called. */
export class SiteServer {
  private respond: (request: IncomingMessage) => Promise<HttpResponse> = async () =>
    jsonResponse(503, { message: 'Service Unavailable' });

  private constructor(
    readonly port: number,
    private readonly servers: Server[],
  ) {}

  /** @throws LocalStackError if the port is in use. */
  static async start(port: number): Promise<SiteServer> {
    const use = { purpose: 'the site', variable: 'PORT' };
    const ipv4 = createServer();
    const actualPort = await listen(ipv4, port, '127.0.0.1', use);
    const ipv6 = createServer();
    const hasIpv6 = await listenIfAvailable(ipv6, actualPort, '::1', use).catch((error) => {
      ipv4.close();
      throw error;
    });
    const site = new SiteServer(actualPort, hasIpv6 ? [ipv4, ipv6] : [ipv4]);
    for (const server of site.servers) {
      server.on('request', (request, response) => site.handle(request, response));
    }
    return site;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  open({ routes, functionOf, workTracker }: Site): void {
    const findRoute = routeTable(routes);
    this.respond = (request) =>
      workTracker.track(async () => {
        const body = await readBody(request, MAX_REQUEST_BYTES);
        if (body === TOO_LARGE) return requestTooLarge();
        const match = findRoute(request.method ?? 'GET', pathOf(request));
        if (!match) return jsonResponse(404, { message: 'Not Found' });
        const fn = functionOf(match.route.functionArn);
        const event = toLambdaEvent(request, body, match, new Date());
        if (Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT_BYTES) return requestTooLarge();
        const invocation = await fn.invoke(event);
        return invocation.outcome === 'succeeded'
          ? toHttpResponse(invocation.result)
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
    // The pages decide themselves, as on AWS. The API is unsigned here, and for this machine only.
    const refusalOf = pathOf(request).startsWith('/api') ? crossSiteRefusal : wrongHostRefusal;
    const refusal = refusalOf(request, this.port);
    const { statusCode, headers, body } =
      refusal === undefined
        ? await this.respond(request).catch(internalServerError)
        : jsonResponse(403, { message: refusal });
    response.writeHead(statusCode, { ...headers, 'content-length': Buffer.byteLength(body) });
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}

function requestTooLarge(): HttpResponse {
  return jsonResponse(413, { message: 'Request Entity Too Large' });
}
