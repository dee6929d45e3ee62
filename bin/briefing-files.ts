import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { buffer as readAll } from 'node:stream/consumers';
import matter from 'gray-matter';
import { marked } from 'marked';

/** A briefing as a file holds it, and where it stands there: `FILE` or `FILE:LINE`. */
export interface BriefingInFile {
  place: string;
  briefing: unknown;
}

/** What could not be read, in a sentence. */
export interface RefusedInFile {
  place: string;
  reason: string;
}

export interface BriefingFiles {
  briefings: BriefingInFile[];
  refused: RefusedInFile[];
}

type Reader = (text: string, place: string) => BriefingFiles;

const READERS: Record<string, Reader> = {
  '.txt': readText,
  '.md': readMarkdown,
  '.json': readJson,
  '.jsonl': readJsonLines,
};

/**
 * Reads the briefings of files, in their order; `-` is standard input. What can't be read is named
 * and stops nothing else.
 */
export async function readBriefingFiles(paths: string[]): Promise<BriefingFiles> {
  const all: BriefingFiles = { briefings: [], refused: [] };
  for (const path of paths) {
    const { briefings, refused } = await readBriefingFile(path);
    all.briefings.push(...briefings);
    all.refused.push(...refused);
  }
  return all;
}

async function readBriefingFile(path: string): Promise<BriefingFiles> {
  const reader = path === '-' ? readStandardInput : READERS[extname(path).toLowerCase()];
  if (reader === undefined) {
    return refusedFile(path, `it must end in ${Object.keys(READERS).join(', ')}`);
  }
  try {
    const text = decode(path === '-' ? await readAll(process.stdin) : await readFile(path));
    if (text === undefined) return refusedFile(path, 'it is no UTF-8 text; save it as UTF-8');
    if (text.trim() === '') return refusedFile(path, 'it is empty');
    return reader(text, path === '-' ? 'standard input' : path);
  } catch (error) {
    return refusedFile(path, whyUnreadable(error));
  }
}

/** The first line is the title; an empty line parts paragraphs, or else each line is one. */
function readText(text: string, place: string): BriefingFiles {
  const [title = '', ...lines] = text.trim().split(/\r\n|\n|\r/);
  const body = lines.join('\n').trim();
  const paragraphs = /\n\s*\n/.test(body) ? body : body.replace(/\n+/g, '\n\n');
  return oneBriefing(place, { title: title.trim(), body: paragraphs });
}

/** Front matter names the fields; the title is there, or is the first heading. */
function readMarkdown(text: string, place: string): BriefingFiles {
  // Front matter may name its own language, and gray-matter would run JavaScript: YAML alone here.
  const engines = { js: refuseEngine, javascript: refuseEngine, coffee: refuseEngine };
  const { data, content } = matter(text, { engines });
  const heading = /^\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|$)/.exec(content);
  const fromHeading = data.title === undefined && heading;
  const body = fromHeading ? content.slice(heading[0].length) : content;
  const title = fromHeading ? heading[1] : data.title;
  const publishedAt =
    data.publishedAt instanceof Date ? data.publishedAt.toISOString() : data.publishedAt;
  const html = marked.parse(body, { async: false });
  return oneBriefing(place, { ...data, title, publishedAt, body: html });
}

function readJson(text: string, place: string): BriefingFiles {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return oneBriefing(place, value);
    const briefings = value.map((briefing, index) => ({
      place: `${place} (briefing ${index + 1})`,
      briefing,
    }));
    return { briefings, refused: [] };
  } catch {
    return refusedFile(place, 'it is not JSON');
  }
}

function readJsonLines(text: string, place: string): BriefingFiles {
  const files: BriefingFiles = { briefings: [], refused: [] };
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === '') continue;
    const here = `${place}:${index + 1}`;
    try {
      files.briefings.push({ place: here, briefing: JSON.parse(line) });
    } catch {
      files.refused.push({ place: here, reason: 'the line is not JSON' });
    }
  }
  return files;
}

/** Standard input has no name to tell its kind by, so its first character does. */
function readStandardInput(text: string, place: string): BriefingFiles {
  const first = text.trimStart()[0];
  if (first === '[') return readJson(text, place);
  if (first !== '{') return readText(text, place);
  const whole = readJson(text, place);
  return whole.briefings.length > 0 ? whole : readJsonLines(text, place);
}

function oneBriefing(place: string, briefing: unknown): BriefingFiles {
  return { briefings: [{ place, briefing }], refused: [] };
}

function refusedFile(path: string, reason: string): BriefingFiles {
  return { briefings: [], refused: [{ place: path, reason }] };
}

function refuseEngine(): never {
  throw new Error('front matter is YAML here');
}

/** The text without its byte order mark; undefined where it is not UTF-8, rather than with holes. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function whyUnreadable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder; name the files in it';
  if (code === 'EACCES') return 'it may not be read';
  return message?.split('\n')[0] || String(error);
}
