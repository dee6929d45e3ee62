import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

const SOURCES = path.resolve(__dirname, '../templates');
const OUTPUT = path.resolve(__dirname, '../build/templates');

/**
 * Handlebars is told that the only helpers are these, and refuses a name that the view lacks
 * (https://handlebarsjs.com/api-reference/compilation.html), so that a misspelt placeholder fails
 * a test rather than leaving a hole in a mail.
 */
const HANDLEBARS_OPTIONS = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { each: true, if: true },
} as const;

/**
 * Turns each `templates/*.mjml` into `build/templates/<name>.js`: mjml to html, html to a
 * precompiled Handlebars template that needs `handlebars/runtime` alone. Does nothing, and loads
 * neither compiler, when no source has changed since the last time.
 *
 * @throws Error with one sentence that names the template, when mjml or Handlebars refuses it.
 */
export async function compileTemplates(sources = SOURCES, output = OUTPUT): Promise<void> {
  const names = templateNames(sources);
  const hash = hashOf(sources);
  if (await isUpToDate(output, names, hash)) return;
  await mkdir(output, { recursive: true });
  for (const name of names) {
    const html = await mjmlToHtml(path.join(sources, `${name}.mjml`));
    await writeWhole(path.join(output, `${name}.js`), await templateModule(name, html));
  }
  await writeWhole(path.join(output, 'sources.sha256'), hash);
}

function templateNames(sources: string): string[] {
  return readdirSync(sources)
    .filter((file) => file.endsWith('.mjml'))
    .map((file) => path.basename(file, '.mjml'));
}

/** Over all sources, this file (it holds the options) and the versions of both compilers. */
function hashOf(sources: string): string {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mjml'))
    .sort()
    .map((file) => path.join(sources, file));
  const hash = createHash('sha256');
  for (const file of [...files, __filename]) {
    hash
      .update(`${path.relative(sources, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  for (const compiler of ['mjml', 'handlebars']) {
    hash.update(readFileSync(require.resolve(`${compiler}/package.json`)));
  }
  return hash.digest('hex');
}

async function isUpToDate(output: string, names: string[], hash: string): Promise<boolean> {
  const last = await readFile(path.join(output, 'sources.sha256'), 'utf8').catch(() => '');
  return last === hash && names.every((name) => existsSync(path.join(output, `${name}.js`)));
}

async function mjmlToHtml(file: string): Promise<string> {
  const { default: mjml2html } = await import('mjml');
  const { html, errors } = await mjml2html(readFileSync(file, 'utf8'), {
    filePath: file,
    ignoreIncludes: false,
    // 'soft' gives all errors back, so that one sentence can name them; none is let through below.
    validationLevel: 'soft',
    keepComments: false,
    // By default mjml links Google's fonts, which would tell them who opens a mail.
    fonts: {},
  });
  const reasons = [...errors.map((error) => error.formattedMessage), ...missingParts(html)];
  if (reasons.length > 0) {
    throw new Error(
      `The template ${path.basename(file)} is not valid MJML: ${reasons.join('; ')}.`,
    );
  }
  return withoutIndentation(html);
}

/** mjml leaves only a comment where it could not include a file. */
function missingParts(html: string): string[] {
  return [...html.matchAll(/<!-- (mj-include [^>]*?) -->/g)].map((match) => match[1] ?? '');
}

/** mjml indents deeply; a mail's size counts against the 102 KB at which Gmail cuts it. */
function withoutIndentation(html: string): string {
  return html
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

async function templateModule(name: string, html: string): Promise<string> {
  const { default: Handlebars } = await import('handlebars');
  try {
    return `module.exports = ${Handlebars.precompile(html, HANDLEBARS_OPTIONS)};\n`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The template ${name}.mjml is not a valid Handlebars template: ${reason}.`);
  }
}

/** Another process may read, or compile, at the same time: it sees the old file or the new one. */
async function writeWhole(file: string, text: string): Promise<void> {
  const partial = `${file}.${process.pid}`;
  await writeFile(partial, text);
  await rename(partial, file);
}
