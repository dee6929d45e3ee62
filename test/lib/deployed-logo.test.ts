import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { BriefwireStack } from '../../lib/briefwire-stack';
import type { Template } from '../../lib/local/template/template';
import { AN_SVG, aLogoFile } from '../support/logo';
import { findResource, readContext, validSettings } from './stage';

describe('a deployed stage', () => {
  const logo = aLogoFile('logo.svg', AN_SVG);
  const outdir = mkdtempSync(path.join(tmpdir(), 'briefwire-logo-'));
  afterAll(() => {
    logo.remove();
    rmSync(outdir, { recursive: true, force: true });
  });

  it('has the operator’s logo where its pages read it from', () => {
    const brand = { name: 'The Desk', accent: '#0b5d1e', logo: logo.file };
    const settings = readContext({ ...validSettings, brand });
    const app = new App({
      outdir,
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
    });
    new BriefwireStack(app, 'Stage', { settings });
    const template: Template = app.synth().getStackByName('Stage').template;
    const pages = findResource(template, 'AWS::Lambda::Function', 'Pages');
    const { Code, Environment } = Object(pages.Properties);
    const code = path.join(outdir, `asset.${path.basename(Code.S3Key, '.zip')}`);
    const { BRAND } = Environment.Variables;
    const { file } = JSON.parse(BRAND).logo;
    expect(readFileSync(path.join(code, file), 'utf8')).toBe(AN_SVG);
  }, 120_000);
});
