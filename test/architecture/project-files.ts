import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const FOLDERS = ['bin', 'docs', 'lambdas', 'lib', 'seeds', 'templates', 'test'];

/** The paths of all files in the project's own folders, relative to its root. */
export function projectFiles(): string[] {
  return FOLDERS.filter((folder) => existsSync(path.join(ROOT, folder))).flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
      .map((file) => file.split(path.sep).join('/')),
  );
}

/** The TypeScript files among them. */
export function sourceFiles(): string[] {
  return projectFiles().filter((file) => /\.tsx?$/.test(file));
}

export function textOf(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}
