import { z } from 'zod';

const lineSchema = z.object({
  level: z.enum(['WARN', 'ERROR', 'CRITICAL']),
  service: z.string().optional(),
  message: z.string(),
  error: z.object({ message: z.string() }).optional(),
});

/**
 * Formats a JSON log line of a function for the terminal, if it is a warning or an error.
 *
 * @returns undefined for any other line.
 */
export function formatWarning(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { service, message, error } = lineSchema.parse(JSON.parse(line));
    const reason = error ? ` (${error.message})` : '';
    return `${service ? `${service}: ` : ''}${message}${reason}`.replace(/\s+/g, ' ');
  } catch {
    return undefined;
  }
}
