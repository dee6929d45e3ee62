import * as z from 'zod';
import { NEWSLETTER_NAME, type Newsletter } from '../lambdas/environment';

const EXPECTED =
  'must be a list such as [{"name": "weekly", "title": "The Weekly", "description": "The week in brief.", "cadence": "every Friday"}]';

/** Each takes a row of the form, and one request can name 20 topics. */
const MAX_NEWSLETTERS = 12;

const line = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .regex(/^[^\r\n]*$/);

const given = z.array(
  z.strictObject({
    name: z.string(),
    title: line(80),
    description: line(240),
    cadence: line(60),
  }),
);

/** The setting `newsletters`: a list, or the same as JSON. */
export const newslettersSetting = z
  .union([z.string().transform(parseJson), z.unknown()])
  .transform((value, context): Newsletter[] => {
    const refuse = (message: string) => {
      context.issues.push({ code: 'custom', message, input: value });
      return z.NEVER;
    };
    const read = given.safeParse(value);
    if (!read.success) return refuse(EXPECTED);
    const names = read.data.map(({ name }) => name);
    const misnamed = names.find((name) => !NEWSLETTER_NAME.test(name));
    if (misnamed !== undefined) {
      return refuse(
        `must name each newsletter with lower-case letters, digits and hyphens, unlike ${JSON.stringify(misnamed)}`,
      );
    }
    if (new Set(names).size < names.length) return refuse('must give each newsletter its own name');
    if (names.length > MAX_NEWSLETTERS) {
      return refuse(`must name at most ${MAX_NEWSLETTERS} newsletters`);
    }
    return read.data;
  })
  .prefault([]);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
