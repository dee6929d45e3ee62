import { extname } from 'node:path';
import { buffer as readAll } from 'node:stream/consumers';
import { decodeText, describeReadError, readTextFile } from './read-text-file';

/** A briefing as a file holds it. `place` is `FILE`, `FILE:LINE` or `FILE (briefing N)`. */
export interface BriefingInFile {
  place: string;
  briefing: unknown;
}

/** What could not be read, and why. */
export interface RefusedInFile {
  place: string;
  reason: string;
}

export interface BriefingFiles {
  briefings: BriefingInFile[];
  refused: RefusedInFile[];
}

type Reader = (text: string, place: string) => BriefingFiles | Promise<BriefingFiles>;

const READERS: Record<string, Reader> = {
  '.txt': readText,
  '.md': readMarkdownFile,
  '.json': readJson,
  '.jsonl': readJsonLines,
};

/**
 * Reads the briefings of files, in their order. `-` is standard input. What can't be read is listed
 * in `refused`, and the rest is still read.
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
  const text = await (path === '-' ? readInput() : readTextFile(path));
  if (text.outcome === 'refused') return refusedFile(path, text.reason);
  if (text.value.trim() === '') return refusedFile(path, 'it is empty');
  try {
    return await reader(text.value, path === '-' ? 'standard input' : path);
  } catch (error) {
    return refusedFile(path, describeReadError(error));
  }
}

async function readInput() {
  return decodeText(await readAll(process.stdin));
}

/** The first line is the title. Empty lines separate paragraphs; without any, each line is one. */
function readText(text: string, place: string): BriefingFiles {
  const [title = '', ...lines] = text.trim().split(/\r\n|\n|\r/);
  const body = lines.join('\n').trim();
  const paragraphs = /\n\s*\n/.test(body) ? body : body.replace(/\n+/g, '\n\n');
  return oneBriefing(place, { title: title.trim(), body: paragraphs });
}

/** Loads the Markdown parser only when it is needed. */
async function readMarkdownFile(text: string, place: string): Promise<BriefingFiles> {
  const { readMarkdown } = await import('./read-markdown');
  return oneBriefing(place, readMarkdown(text));
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

/** Standard input has no file name, so its first character decides how to read it. */
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
