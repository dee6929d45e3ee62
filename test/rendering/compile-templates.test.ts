import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileTemplates } from '../../lib/compile-templates';

const A_MAIL =
  '<mjml><mj-body><mj-section><mj-column><mj-text>{{greeting}}</mj-text></mj-column></mj-section></mj-body></mjml>';

describe('compiling the templates', () => {
  let sources: string;
  let output: string;

  beforeEach(async () => {
    sources = await mkdtemp(path.join(tmpdir(), 'briefwire-sources-'));
    output = await mkdtemp(path.join(tmpdir(), 'briefwire-output-'));
    await writeFile(path.join(sources, 'hello.mjml'), A_MAIL);
  });

  afterEach(async () => {
    for (const folder of [sources, output]) await rm(folder, { recursive: true });
  });

  const compile = () => compileTemplates(sources, output);
  const compiled = () => readFile(path.join(output, 'hello.js'), 'utf8');

  it('leaves a module that needs no compiler', async () => {
    await compile();
    expect(await compiled()).toMatch(/^module\.exports = \{/);
    expect(await compiled()).toContain('"greeting"');
    expect(await compiled()).not.toContain('require(');
  });

  it('does nothing when no source has changed', async () => {
    await compile();
    const before = await stat(path.join(output, 'hello.js'));
    await compile();
    const after = await stat(path.join(output, 'hello.js'));
    expect(after.mtimeMs).toBe(before.mtimeMs);
    expect(after.ino).toBe(before.ino);
  });

  it('compiles again when a source changed or a module is gone', async () => {
    await compile();
    await writeFile(path.join(sources, 'hello.mjml'), A_MAIL.replace('greeting', 'farewell'));
    await compile();
    expect(await compiled()).toContain('"farewell"');
    await rm(path.join(output, 'hello.js'));
    await compile();
    expect(await compiled()).toContain('"farewell"');
  });

  it('links no font of others', async () => {
    await compile();
    expect(await compiled()).not.toContain('fonts.googleapis.com');
  });

  it.each([
    ['an unknown element', A_MAIL.replaceAll('mj-text', 'mj-txt'), 'hello.mjml is not valid MJML'],
    [
      'an element out of place',
      A_MAIL.replaceAll(/<\/?mj-column>/g, ''),
      'hello.mjml is not valid MJML',
    ],
    [
      'a part that is not there',
      A_MAIL.replace('<mj-section>', '<mj-include path="./gone.mjml" /><mj-section>'),
      'hello.mjml is not valid MJML',
    ],
    [
      'a block that is not closed',
      A_MAIL.replace('{{greeting}}', '{{#if greeting}}'),
      'hello.mjml is not a valid Handlebars template',
    ],
  ])('names the template that has %s', async (_, source, sentence) => {
    await writeFile(path.join(sources, 'hello.mjml'), source);
    await expect(compile()).rejects.toThrow(sentence);
  });
});
