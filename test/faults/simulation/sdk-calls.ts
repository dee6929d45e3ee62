import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { REGION } from '../../../lib/local/template/references';
import type { HttpAnswer, HttpRequest } from './http-message';
import { Invocation } from './invocation';
import { currentProcess, runOutside } from './virtual-time';

interface HttpHandler {
  configProvider: Promise<{
    requestTimeout?: number;
    socketTimeout?: number;
    throwOnRequestTimeout?: boolean;
  }>;
  handle(request: HttpRequest, options?: { requestTimeout?: number }): Promise<HttpAnswer>;
}

let isIntercepted = false;

/** Makes the SDK's HTTP client hand the calls of invocations to their simulation. */
export function interceptSdkCalls(): void {
  if (isIntercepted) return;
  isIntercepted = true;
  const client = new DynamoDBClient({ region: REGION });
  const prototype = Object.getPrototypeOf(client.config.requestHandler) as HttpHandler;
  const original = prototype.handle;
  prototype.handle = async function handle(this: HttpHandler, request, options) {
    const process = currentProcess();
    if (!(process instanceof Invocation)) return original.call(this, request, options);
    const { requestTimeout, socketTimeout, throwOnRequestTimeout } = await this.configProvider;
    const timeouts = [
      options?.requestTimeout ?? (throwOnRequestTimeout ? requestTimeout : undefined),
      socketTimeout,
    ].filter((ms): ms is number => typeof ms === 'number' && ms > 0);
    const timeout = timeouts.length === 0 ? undefined : Math.min(...timeouts);
    return runOutside(() => process.call(request, timeout));
  };
}
