import { readdir, readFile } from 'node:fs/promises';

/** Ticks per second of the times in /proc: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICKS_PER_SECOND = 100;

interface ProcessTimes {
  pid: number;
  parent: number;
  seconds: number;
}

/**
 * The CPU time (s) that a process and its descendants have used. It depends much less than elapsed time
 * on what else the machine does. Undefined on systems without /proc.
 */
export async function cpuSecondsOf(pid: number): Promise<number | undefined> {
  const names = await readdir('/proc').catch(() => []);
  const numbers = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const read = await Promise.all(numbers.map(readTimes));
  const processes = read.filter((times) => times !== undefined);
  const known = new Set([pid]);
  // A child may be listed before its parent.
  for (let size = 0; size < known.size; ) {
    size = known.size;
    for (const process of processes) if (known.has(process.parent)) known.add(process.pid);
  }
  const own = processes.filter((process) => known.has(process.pid));
  if (own.length === 0) return undefined;
  return own.reduce((sum, { seconds }) => sum + seconds, 0);
}

async function readTimes(pid: number): Promise<ProcessTimes | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name in parentheses may contain spaces. After it come the state and the parent.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [parent, userTime, systemTime] = [fields[1], fields[11], fields[12]].map(Number);
  if (parent === undefined || userTime === undefined || systemTime === undefined) return undefined;
  if (Number.isNaN(systemTime)) return undefined;
  return { pid, parent, seconds: (userTime + systemTime) / TICKS_PER_SECOND };
}
