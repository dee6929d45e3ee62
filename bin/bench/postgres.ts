import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DEBIAN_FOLDER = '/usr/lib/postgresql/15/bin';

/** A temporary PostgreSQL 15 server, which only listens on a socket in its own folder. */
export interface Postgres {
  /** Runs statements in one session and returns the lines of output. */
  query(statements: readonly string[]): string[];
  /** Writes rows to a CSV file for `\copy … from` and returns its path. */
  csv(name: string, rows: readonly (readonly (string | number)[])[]): string;
  stop(): void;
}

/** Whether PostgreSQL 15 is installed. */
export function hasPostgres(): boolean {
  return existsSync(join(DEBIAN_FOLDER, 'initdb'));
}

/** @throws Error if PostgreSQL 15 is not installed. */
export function startPostgres(): Postgres {
  if (!hasPostgres()) throw new Error('Install PostgreSQL 15 first: apt-get install postgresql-15');
  const folder = mkdtempSync(join(tmpdir(), 'briefwire-postgres-'));
  const owner = unprivilegedUser();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const run = (program: string, args: readonly string[]) =>
    execFileSync(join(DEBIAN_FOLDER, program), args, { ...owner, cwd: folder, stdio: 'ignore' });
  const cluster = join(folder, 'cluster');
  run('initdb', [
    '-D',
    cluster,
    '-U',
    'briefwire',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '-N',
  ]);
  run('pg_ctl', [
    '-D',
    cluster,
    '-w',
    '-o',
    serverOptions(folder),
    '-l',
    join(folder, 'log'),
    'start',
  ]);
  return {
    query: (statements) => query(folder, statements),
    csv: (name, rows) => writeCsv(join(folder, `${name}.csv`), rows),
    stop: () => {
      run('pg_ctl', ['-D', cluster, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const serverOptions = (folder: string): string =>
  `-c listen_addresses='' -c unix_socket_directories='${folder}' -c fsync=off -c full_page_writes=off`;

/** PostgreSQL refuses to run as root. In that case, use the user that its package creates. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString());
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function query(folder: string, statements: readonly string[]): string[] {
  const commands = statements.flatMap((statement) => ['-c', statement]);
  const args = ['-h', folder, '-U', 'briefwire', '-d', 'postgres', '-X', '-q', '-A', '-t'];
  const output = execFileSync('psql', [...args, '-v', 'ON_ERROR_STOP=1', ...commands], {
    maxBuffer: 2 ** 30,
    env: { ...process.env, PGOPTIONS: '--client-min-messages=error' },
  });
  return output.toString().split('\n').filter(Boolean);
}

function writeCsv(path: string, rows: readonly (readonly (string | number)[])[]): string {
  const quoted = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`;
  writeFileSync(path, `${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`);
  return path;
}
