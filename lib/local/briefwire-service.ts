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

/** Briefwire itself. */
export const briefwire: Service = {
  template: async (siteUrl) => {
    await compileTemplates();
    // Loading the CDK takes seconds, so it is loaded only when a template is synthesized.
    const { synthesizeLocalStage } = await import('./synthesize');
    return synthesizeLocalStage(siteUrl);
  },
  handlersDirectory: path.resolve(__dirname, '../../lambdas/handlers'),
};
