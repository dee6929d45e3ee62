import path from 'node:path';
import { compileTemplates } from '../compile-templates';
import type { SettingChanges } from './local-settings';
import type { Template } from './template/template';

/** What a local stack runs. */
export interface Service {
  /**
   * Synthesizes the template of a stage whose site has this address, without a trailing slash.
   *
   * @param settings replace those of cdk.json.
   */
  readonly template: (siteUrl: string, settings?: SettingChanges) => Promise<Template>;
  /** The directory of the handler files that the functions' metadata names. */
  readonly handlersDirectory: string;
}

/** Briefwire itself. */
export const briefwire: Service = {
  template: async (siteUrl, settings) => {
    await compileTemplates();
    // Loading the CDK takes seconds, so it is loaded only when a template is synthesized.
    const { synthesizeLocalStage } = await import('./synthesize');
    return synthesizeLocalStage(siteUrl, settings);
  },
  handlersDirectory: path.resolve(__dirname, '../../lambdas/handlers'),
};
