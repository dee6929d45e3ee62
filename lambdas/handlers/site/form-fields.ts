import type { Context } from 'hono';

/**
 * The fields of a posted form. Files count as absent, and so do all fields of a form that cannot be
 * parsed: for a one-click unsubscribe only the address of the request matters, not its body.
 */
export async function formFields(context: Context): Promise<(name: string) => string> {
  const body = await context.req.parseBody().catch(() => ({}) as Record<string, unknown>);
  return (name) => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
}
