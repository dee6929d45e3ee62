import path from 'node:path';
import { compileTemplates } from '../compile-templates';
import type { Template } from './declared/template';

/** What a local stack runs. */
export interface Service {
  /** The template of a stage whose site is at this address, without a slash at the end. */
  readonly template: (siteUrl: string) => Promise<Template>;
  /** Where the files are that the functions' Metadata names. */
  readonly handlersDirectory: string;
}

/** Briefwire itself. */
export const briefwire: Service = {
  template: async (siteUrl) => {
    await compileTemplates();
    // The CDK is large: only who synthesizes loads it.
    const { synthesizeLocalStage } = await import('./synthesize');
    return synthesizeLocalStage(siteUrl);
  },
  handlersDirectory: path.resolve(__dirname, '../../lambdas/handlers'),
};
