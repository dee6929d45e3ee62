import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileTemplates } from '../../lib/compile-templates';

const AN_EMAIL =
  '<mjml><mj-body><mj-section><mj-column><mj-text>{{greeting}}</mj-text></mj-column></mj-section></mj-body></mjml>';

describe('compiling the templates', () => {
  let sources: string;
  let output: string;

  beforeEach(async () => {
    sources = await mkdtemp(path.join(tmpdir(), 'briefwire-sources-'));
    output = await mkdtemp(path.join(tmpdir(), 'briefwire-output-'));
    await writeFile(path.join(sources, 'hello.mjml'), AN_EMAIL);
  });

  afterEach(async () => {
    for (const folder of [sources, output]) await rm(folder, { recursive: true });
  });

  const compile = () => compileTemplates(sources, output);
  const compiled = () => readFile(path.join(output, 'hello.js'), 'utf8');

  it('writes a module that needs no compiler', async () => {
    await compile();
    expect(await compiled()).toMatch(/^module\.exports = \{/);
    expect(await compiled()).toContain('"greeting"');
    expect(await compiled()).not.toContain('require(');
  });

  it('does nothing if no source has changed', async () => {
    await compile();
    const before = await stat(path.join(output, 'hello.js'));
    await compile();
    const after = await stat(path.join(output, 'hello.js'));
    expect(after.mtimeMs).toBe(before.mtimeMs);
    expect(after.ino).toBe(before.ino);
  });

  it('compiles again if a source has changed or a module is missing', async () => {
    await compile();
    await writeFile(path.join(sources, 'hello.mjml'), AN_EMAIL.replace('greeting', 'farewell'));
    await compile();
    expect(await compiled()).toContain('"farewell"');
    await rm(path.join(output, 'hello.js'));
    await compile();
    expect(await compiled()).toContain('"farewell"');
  });

  it('links to no web fonts', async () => {
    await compile();
    expect(await compiled()).not.toContain('fonts.googleapis.com');
  });

  it.each([
    [
      'an unknown element',
      AN_EMAIL.replaceAll('mj-text', 'mj-txt'),
      'hello.mjml is not valid MJML',
    ],
    [
      'a misplaced element',
      AN_EMAIL.replaceAll(/<\/?mj-column>/g, ''),
      'hello.mjml is not valid MJML',
    ],
    [
      'a missing part',
      AN_EMAIL.replace('<mj-section>', '<mj-include path="./gone.mjml" /><mj-section>'),
      'hello.mjml is not valid MJML',
    ],
    [
      'an unclosed block',
      AN_EMAIL.replace('{{greeting}}', '{{#if greeting}}'),
      'hello.mjml is not a valid Handlebars template',
    ],
  ])('names the template that has %s', async (_, source, sentence) => {
    await writeFile(path.join(sources, 'hello.mjml'), source);
    await expect(compile()).rejects.toThrow(sentence);
  });
});
