import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A failure to bundle, with a sentence that says what to do. */
class BundleError extends Error {
  name = 'BundleError';
}

const COMMANDS = 'bin/cli/commands';
/** Compiles the templates of emails, which `preview` renders. */
const TEMPLATE_COMPILER = 'lib/compile-templates.ts';
/** The files other than the bundled sources that affect the build. */
const OTHER_INPUTS = [
  // Its modification time changes when a command is added or removed.
  COMMANDS,
  'bin/briefwire-cli.mjs',
  'bin/cli/bundle.mjs',
  'templates',
  'package-lock.json',
  // npm writes this file whenever it changes the folder.
  'node_modules/.package-lock.json',
  'tsconfig.json',
];
const UNWRITABLE = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'];
/** A running command may load chunks of an older bundle for this long (ms). */
const RETENTION_MS = 3_600_000;
/** How many times to build if sources change during the build. */
const MAX_BUILDS = 3;

/**
 * Bundles the command line into its own folder under `build/cli`: an entry for `main.ts` and one
 * for each command, so that a command loads only what it needs. Returns the folder.
 * @throws BundleError
 */
export async function bundleCommandLine(root) {
  const esbuild = await import('esbuild').catch(() => {
    throw new BundleError(`esbuild is not installed. Run "npm ci" in ${root}.`);
  });
  const parent = path.join(root, 'build/cli');
  try {
    const folder = path.join(parent, `bundle-${randomUUID()}`);
    mkdirSync(folder, { recursive: true });
    const inputs = await build(esbuild, root, folder);
    record(parent, folder, inputs);
    removeOldBundles(parent, folder);
    return folder;
  } catch (error) {
    if (!UNWRITABLE.includes(error.code)) throw error;
    return bundleForThisRun(esbuild, root);
  }
}

/** For a checkout that this user can't write to. The bundle is removed when the process exits. */
async function bundleForThisRun(esbuild, root) {
  const folder = mkdtempSync(path.join(tmpdir(), 'briefwire-cli-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  await build(esbuild, root, folder);
  return folder;
}

/** Returns the modification time and size of each input, by its path from the root. */
async function build(esbuild, root, folder) {
  compileTemplates(root);
  for (let count = 1; ; count += 1) {
    const startedAt = Date.now();
    const { metafile } = await runEsbuild(esbuild, root, folder);
    const sources = Object.keys(metafile.inputs).filter(
      (file) => !/(^|\/)node_modules\//.test(file),
    );
    const inputs = statInputs(root, [...sources, ...OTHER_INPUTS]);
    const endedAt = Date.now();
    const isSettled = Object.values(inputs).every(
      ([mtimeMs]) => mtimeMs < startedAt || mtimeMs > endedAt,
    );
    if (isSettled || count === MAX_BUILDS) return inputs;
  }
}

/** Does nothing if no template has changed. Without the templates, only `preview` does not work. */
function compileTemplates(root) {
  if (!existsSync(path.join(root, TEMPLATE_COMPILER))) return;
  const script = `require('./${TEMPLATE_COMPILER}').compileTemplates()`;
  spawnSync(process.execPath, ['--import', 'tsx', '--eval', script], {
    cwd: root,
    stdio: 'ignore',
  });
}

/** Stands for templates that could not be compiled, in a checkout that this user can't write to. */
const missingTemplates = {
  name: 'missing-templates',
  setup(build) {
    build.onResolve({ filter: /\/build\/templates\/\w+$/ }, ({ path: file, resolveDir }) => {
      const isThere = existsSync(`${path.resolve(resolveDir, file)}.js`);
      return isThere ? undefined : { path: file, namespace: 'missing-template' };
    });
    build.onLoad({ filter: /.*/, namespace: 'missing-template' }, () => ({
      contents: 'throw new Error("The templates of emails are not compiled. Run npm ci.");',
    }));
  },
};

async function runEsbuild(esbuild, root, folder) {
  const commands = readdirSync(path.join(root, COMMANDS)).filter((name) => name.endsWith('.ts'));
  try {
    return await esbuild.build({
      absWorkingDir: root,
      entryPoints: ['bin/cli/main.ts', ...commands.map((name) => `${COMMANDS}/${name}`)],
      outbase: 'bin/cli',
      outdir: folder,
      bundle: true,
      splitting: true,
      format: 'esm',
      outExtension: { '.js': '.mjs' },
      platform: 'node',
      target: 'node20',
      // ES modules can be bundled in part.
      mainFields: ['module', 'main'],
      charset: 'utf8',
      minifySyntax: true,
      minifyWhitespace: true,
      metafile: true,
      logLevel: 'silent',
      plugins: [missingTemplates],
      // CommonJS packages in an ES module bundle need `require` for Node's own modules.
      banner: {
        js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
      },
    });
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    throw new BundleError(`The command line can't be built. ${error.message}`);
  }
}

function statInputs(root, files) {
  return Object.fromEntries(
    files.flatMap((file) => {
      const stats = statSync(path.join(root, file), { throwIfNoEntry: false });
      return stats ? [[file, [stats.mtimeMs, stats.size]]] : [];
    }),
  );
}

/** Replaces the record in one step, so that another process never reads half of it. */
function record(parent, folder, inputs) {
  const draft = path.join(parent, `${randomUUID()}.json`);
  writeFileSync(draft, JSON.stringify({ folder: path.basename(folder), inputs }));
  renameSync(draft, path.join(parent, 'current.json'));
}

function removeOldBundles(parent, current) {
  for (const name of readdirSync(parent)) {
    const folder = path.join(parent, name);
    if (folder === current || !name.startsWith('bundle-')) continue;
    const stats = statSync(folder, { throwIfNoEntry: false });
    if (stats && stats.mtimeMs < Date.now() - RETENTION_MS) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** `npm ci` runs this file, so that the first command starts at once too. */
async function main(file) {
  try {
    await bundleCommandLine(path.resolve(path.dirname(file), '../..'));
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    // The installation is still good for everything else, and the first command tries again.
    process.stderr.write(`${error.message}\n`);
  }
}

const thisFile = fileURLToPath(import.meta.url);
if (process.argv[1] && realpathSync(process.argv[1]) === thisFile) await main(thisFile);
