import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

const SOURCES = path.resolve(__dirname, '../templates');
const OUTPUT = path.resolve(__dirname, '../build/templates');

/**
 * With these options Handlebars allows only these helpers and throws when a view lacks a name
 * (https://handlebarsjs.com/api-reference/compilation.html). A misspelled placeholder then fails a
 * test instead of leaving a gap in an email.
 */
const HANDLEBARS_OPTIONS = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { each: true, if: true },
} as const;

/**
 * Compiles each `templates/*.mjml` to `build/templates/<name>.js`: from MJML to HTML, and from HTML to
 * a precompiled Handlebars template that needs only `handlebars/runtime`. If no source has changed
 * since the last run, it does nothing and loads neither compiler.
 *
 * @throws Error with one sentence that names the template, when MJML or Handlebars rejects it.
 */
export async function compileTemplates(sources = SOURCES, output = OUTPUT): Promise<void> {
  const names = templateNames(sources);
  const hash = hashOf(sources);
  if (await isUpToDate(output, names, hash)) return;
  await mkdir(output, { recursive: true });
  for (const name of names) {
    const html = await mjmlToHtml(path.join(sources, `${name}.mjml`));
    await writeAtomically(path.join(output, `${name}.js`), await templateModule(name, html));
  }
  await writeAtomically(path.join(output, 'sources.sha256'), hash);
}

function templateNames(sources: string): string[] {
  return readdirSync(sources)
    .filter((file) => file.endsWith('.mjml'))
    .map((file) => path.basename(file, '.mjml'));
}

/** A hash of all sources, this file (which holds the options) and the versions of both compilers. */
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
    // 'soft' returns all errors instead of throwing, so that the error below can list them.
    validationLevel: 'soft',
    keepComments: false,
    // By default MJML links Google Fonts, which would tell Google who opens an email.
    fonts: {},
  });
  const reasons = [...errors.map((error) => error.formattedMessage), ...missingIncludes(html)];
  if (reasons.length > 0) {
    throw new Error(
      `The template ${path.basename(file)} is not valid MJML: ${reasons.join('; ')}.`,
    );
  }
  return withPlaceholders(withoutIndentation(html));
}

/**
 * What differs between emails in places where MJML accepts no placeholder: the reader's language, its
 * direction, and the colours of the brand.
 */
const PLACEHOLDERS = {
  ' lang="en"': ' lang="{{@root.language}}"',
  ' dir="ltr"': ' dir="{{@root.direction}}"',
  'direction:ltr': 'direction:{{@root.direction}}',
  'text-align:left': 'text-align:{{@root.start}}',
  'align="left"': 'align="{{@root.start}}"',
  '#acce01': '{{@root.brand.accent}}',
  '#acce02': '{{@root.brand.accentDark}}',
} as const;

function withPlaceholders(html: string): string {
  return Object.entries(PLACEHOLDERS).reduce(
    (text, [fixed, placeholder]) => text.replaceAll(fixed, placeholder),
    html,
  );
}

/** MJML leaves only a comment where it could not include a file. */
function missingIncludes(html: string): string[] {
  return [...html.matchAll(/<!-- (mj-include [^>]*?) -->/g)].map((match) => match[1] ?? '');
}

/** MJML indents deeply, and Gmail clips emails that are larger than 102 KB. */
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

/** Another process that reads or compiles at the same time sees either the old file or the new one. */
async function writeAtomically(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}
