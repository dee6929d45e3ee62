import * as z from 'zod';
import { type Brand, DEFAULT_ACCENT, readAccent } from '../lambdas/environment';
import { readLogoFile } from './logo-file';

const EXPECTED =
  'must be an object such as {"name": "The Daily", "accent": "#8a1c3a", "logo": "brand/logo.png"}';

const line = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\r\n]*$/);

const given = z.strictObject({
  name: line.optional(),
  accent: z.string().optional(),
  logo: z.string().optional(),
});

/** A brand as the operator set it. `name` is missing if it is that of the site. */
export type BrandSetting = Omit<Brand, 'name'> & Partial<Pick<Brand, 'name'>>;

/** The setting `brand`: an object, or the same as JSON. The logo is a file in the repository. */
export const brandSetting = z
  .union([z.string().transform(parseJson), z.unknown()])
  .transform((value, context): BrandSetting => {
    const refuse = (message: string) => {
      context.issues.push({ code: 'custom', message, input: value });
      return z.NEVER;
    };
    const read = given.safeParse(value);
    if (!read.success) return refuse(EXPECTED);
    const { name, accent = DEFAULT_ACCENT, logo } = read.data;
    const colours = readAccent(accent);
    if (colours.outcome === 'refused') return refuse(colours.reason);
    const brand = {
      ...(name === undefined ? {} : { name }),
      accent: colours.accent,
      accentDark: colours.accentDark,
    };
    if (logo === undefined) return brand;
    const picture = readLogoFile(logo);
    return picture.outcome === 'read' ? { ...brand, logo: picture.logo } : refuse(picture.reason);
  })
  .prefault({});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
