/** `npm run bench`: every benchmark, one after another, beside its yardstick. `npm run bench -- ledger` runs those of one folder. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rootPath, script, show } from './spawned.ts';

const FOLDER = 'apps/server/bench';

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const options = process.argv.slice(2).filter((word) => word.startsWith('-'));
const known = readdirSync(join(rootPath, FOLDER)).filter((name) => existsSync(join(rootPath, FOLDER, name, 'run.ts')));
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  process.exitCode = 1;
} else {
  for (const name of known.filter((one) => wanted.length === 0 || wanted.includes(one))) {
    console.log(`\n── ${name}`);
    const { code } = await show(script(`${FOLDER}/${name}/run.ts`, options));
    if (code !== 0) process.exitCode = 1;
  }
}
