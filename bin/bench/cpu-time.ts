/** The mean CPU time (ms) of a run, in user and system mode, of all threads of this process. */
export async function cpuMsPerRun(
  run: (count: number) => Promise<unknown>,
  { warmUp, runs }: { warmUp: number; runs: number },
): Promise<number> {
  for (let count = 0; count < warmUp; count += 1) await run(count);
  const before = process.cpuUsage();
  for (let count = 0; count < runs; count += 1) await run(warmUp + count);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / runs;
}
