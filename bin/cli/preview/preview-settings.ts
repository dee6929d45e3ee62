import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_ACCENT, readAccent } from '../../../lambdas/domain/brand';
import type { Newsletter } from '../../../lambdas/domain/newsletters/newsletter';
import type { EmailSite } from '../../../lambdas/rendering/email-writer';
import { CommandError } from '../exit-codes';

export interface PreviewSettings {
  site: EmailSite;
  siteUrl: string;
}

const LOCAL_PORT = '3000';

/** What emails say about the service, from the `cdk.json` of a checkout. */
export async function readPreviewSettings(root: string): Promise<PreviewSettings> {
  const file = path.join(root, 'cdk.json');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`There is no ${file}. Run this command in a checkout of Briefwire.`);
  });
  const { context } = JSON.parse(text) as { context: Record<string, unknown> };
  const textOf = (name: string) => (typeof context[name] === 'string' ? context[name] : '');
  const brand = brandIn(context.brand);
  const accent = readAccent(brand.accent ?? DEFAULT_ACCENT);
  if (accent.outcome === 'refused') {
    throw new CommandError(`The setting "brand" in cdk.json ${accent.reason}.`);
  }
  const siteName = textOf('siteName');
  return {
    site: {
      siteName,
      // The logo is part of a deployed site only: its name stands for it here.
      brand: {
        name: brand.name ?? siteName,
        accent: accent.accent,
        accentDark: accent.accentDark,
      },
      sender: textOf('sender'),
      postalAddress: textOf('postalAddress'),
      newsletters: newslettersIn(context.newsletters),
      stage: 'local',
    },
    siteUrl: textOf('siteUrl') || `http://localhost:${process.env.PORT || LOCAL_PORT}`,
  };
}

/** The settings are checked when the service starts; what is not a newsletter is left out here. */
function newslettersIn(setting: unknown): Newsletter[] {
  if (!Array.isArray(setting)) return [];
  return setting.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const { name, title, description, cadence } = one as Record<string, unknown>;
    return typeof name === 'string'
      ? [
          {
            name,
            title: String(title ?? name),
            description: String(description ?? ''),
            cadence: String(cadence ?? ''),
          },
        ]
      : [];
  });
}

function brandIn(setting: unknown): { name?: string; accent?: string } {
  if (typeof setting !== 'object' || setting === null) return {};
  const { name, accent } = setting as Record<string, unknown>;
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof accent === 'string' ? { accent } : {}),
  };
}
