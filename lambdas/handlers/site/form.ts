import type { Context } from 'hono';

/** The fields of a posted form; files and repeated fields count as absent. */
export async function formFields(context: Context): Promise<(name: string) => string> {
  const body = await context.req.parseBody();
  return (name) => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
}
