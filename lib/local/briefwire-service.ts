import path from 'node:path';
import { compileTemplates } from '../compile-templates';
import type { Template } from './template/template';

/** What a local stack runs. */
export interface Service {
  /** Synthesizes the template of a stage whose site has this address, without a trailing slash. */
  readonly template: (siteUrl: string) => Promise<Template>;
  /** The directory of the handler files that the functions' metadata names. */
  readonly handlersDirectory: string;
}

/** Briefwire itself, with the settings of cdk.json and these changes. */
export function briefwireWith(settings: Record<string, unknown>): Service {
  return {
    template: async (siteUrl) => {
      await compileTemplates();
      // Loading the CDK takes seconds, so it is loaded only when a template is synthesized.
      const { synthesizeLocalStage } = await import('./synthesize');
      return synthesizeLocalStage(siteUrl, settings);
    },
    handlersDirectory: path.resolve(__dirname, '../../lambdas/handlers'),
  };
}

/** Briefwire itself. */
export const briefwire: Service = briefwireWith({});
