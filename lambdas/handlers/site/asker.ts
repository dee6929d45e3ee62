import type { Context } from 'hono';
import * as z from 'zod/mini';
import { networkOf } from '../../domain/network';
import { GUARD_FIELDS } from '../../domain/sign-up-guard';
import type { Asker } from '../../use-cases/request-confirmation';
import { pageLanguage } from './page-language';

/** What API Gateway says about the connection. Headers such as X-Forwarded-For are the sender's word. */
const connectionSchema = z.object({
  requestContext: z.object({ http: z.object({ sourceIp: z.string() }) }),
});

/** The network that the request came from, e.g. `203.0.113.0/24`. */
export function askerNetwork(context: Context): string {
  const connection = connectionSchema.safeParse(context.env);
  return networkOf(connection.success ? connection.data.requestContext.http.sourceIp : '');
}

/** Who sent the form to follow a topic. `field` reads its fields. */
export function askerOf(
  context: Context,
  field: (name: string) => string,
  origin: Asker['origin'],
): Asker {
  return {
    network: askerNetwork(context),
    wordingLanguage: pageLanguage(context),
    origin,
    guard: { stamp: field(GUARD_FIELDS.stamp), honeypot: field(GUARD_FIELDS.honeypot) },
    keptAddress: field(GUARD_FIELDS.keptAddress),
  };
}
