import { spawn } from 'node:child_process';

/** Opens an address in the person's browser, if this computer has one to open. */
export function openBrowser(url: string): void {
  const command = commandOf(process.platform, process.env);
  if (command === undefined) return;
  const [program, ...args] = command;
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  // The address is printed too.
  child.on('error', () => {});
  child.unref();
}

function commandOf(
  platform: string,
  { DISPLAY, WAYLAND_DISPLAY }: NodeJS.ProcessEnv,
): [string, ...string[]] | undefined {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  return DISPLAY || WAYLAND_DISPLAY ? ['xdg-open'] : undefined;
}
