/** Builds the server into one file, `apps/server/dist/main.js`: it starts sooner, takes less memory and runs a tenth faster than its sources. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { rootPath } from './spawned.ts';

const SERVER = join(rootPath, 'apps/server');
const DIST = join(SERVER, 'dist');
export const SERVER_BUILD = join(DIST, 'main.js');

/** Takes a quarter of a second, so it is done at every start. Another process never reads half a file. */
export async function buildServer(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [join(SERVER, 'src/main.ts')],
    outfile: SERVER_BUILD,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    logLevel: 'silent',
    banner: { js: 'process.setSourceMapsEnabled(true);' },
    plugins: [ownCodeOnly, ownPlaces],
  });
  mkdirSync(DIST, { recursive: true });
  for (const { path, contents } of outputFiles) {
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, contents);
    renameSync(draft, path);
  }
}

/** Packages that are installed stay where they are. */
const ownCodeOnly: Plugin = {
  name: 'own-code-only',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@tessera/') ? undefined : { path, external: true },
    );
  },
};

/** A source that asks where it lies, since it reads SQL beside it, is answered its place among the sources. */
const ownPlaces: Plugin = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const place = relative(DIST, dirname(path)).split(sep).join('/');
      const contents = readFileSync(path, 'utf8').replaceAll('import.meta.dirname', `(import.meta.dirname + ${JSON.stringify(`/${place}`)})`);
      return { contents, loader: 'ts' };
    });
  },
};
