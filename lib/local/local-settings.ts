import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readSettings, rejectUnknownSettings } from '../settings';

const CDK_JSON = path.resolve(__dirname, '../../cdk.json');

/** Only to check settings before the address of the site is known. */
const ANY_SITE_URL = 'http://localhost';

/** What to do about an invalid setting. */
export const LOCAL_ADVICE = 'Set it in cdk.json under "context", or with --set NAME=VALUE.';

/** Settings by name that replace those of cdk.json, as text. */
export type SettingChanges = Readonly<Record<string, string>>;

/** The CDK context of the stage on this machine: that of cdk.json with these changes. It has one region. */
export function localContext(siteUrl: string, changes: SettingChanges): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync(CDK_JSON, 'utf8'));
  return { ...context, stage: 'local', siteUrl, keepData: false, ...changes, inboundRegion: '' };
}

/**
 * Checks the changes before anything starts.
 *
 * @throws Error with a sentence for each unknown or invalid setting.
 */
export function checkSettings(changes: SettingChanges): void {
  rejectUnknownSettings(Object.keys(changes));
  const context = localContext(ANY_SITE_URL, changes);
  readSettings({ tryGetContext: (name) => context[name] }, LOCAL_ADVICE);
}
