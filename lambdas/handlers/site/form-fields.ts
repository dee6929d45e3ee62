import type { Context } from 'hono';

/**
 * The fields of a posted form; files count as absent, and so does a form that can't be read: what a
 * mail program POSTs to unsubscribe is of no matter, only where.
 */
export async function formFields(context: Context): Promise<(name: string) => string> {
  const body = await context.req.parseBody().catch(() => ({}) as Record<string, unknown>);
  return (name) => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
}
