import { z } from 'zod';

const lineSchema = z.object({
  level: z.enum(['WARN', 'ERROR', 'CRITICAL']),
  service: z.string().optional(),
  message: z.string(),
  error: z.object({ message: z.string() }).optional(),
});

/**
 * One readable line for a line that a function logged as JSON, when it is a warning or worse.
 *
 * @returns undefined for all else.
 */
export function readableWarning(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { service, message, error } = lineSchema.parse(JSON.parse(line));
    const reason = error ? ` (${error.message})` : '';
    return `${service ? `${service}: ` : ''}${message}${reason}`.replace(/\s+/g, ' ');
  } catch {
    return undefined;
  }
}
