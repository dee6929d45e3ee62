// Adds the optional packages of other platforms to package-lock.json. npm leaves them out if its
// registry does not have them, and `npm ci` then rejects the lock file.
// Run it after every change to the lock file: node .ci/complete-lock.mjs [FILE]
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];
const LIBRARIES = { gnu: 'glibc', musl: 'musl' };

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = [];
for (const [location, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isInLock(location, name)) continue;
    if (!/^\d+\.\d+\.\d+/.test(version))
      throw new Error(`${name} has a version that is not exact: ${version}`);
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platformOf(name),
      ...(dev ? { dev } : {}),
      optional: true,
    };
    added.push(`${name}@${version}`);
  }
}
const { '': root, ...others } = lock.packages;
const sorted = Object.entries(others).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = { '': root, ...Object.fromEntries(sorted) };
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} packages for other platforms added.`);

/** Whether Node would find the package from `location`: there or in a folder above it. */
function isInLock(location, name) {
  const prefix = location === '' ? '' : `${location}/`;
  if (lock.packages[`${prefix}node_modules/${name}`]) return true;
  if (location === '') return false;
  const parent = location.slice(0, Math.max(0, location.lastIndexOf('node_modules') - 1));
  return isInLock(parent, name);
}

/** Reads the platform from the package's name, such as `@esbuild/linux-arm64`. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = words.filter((word) => SYSTEMS.includes(word));
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  const libc = words.flatMap((word) => (os[0] === 'linux' ? (LIBRARIES[word] ?? []) : []));
  return {
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    ...(os.length > 0 ? { os } : {}),
  };
}
