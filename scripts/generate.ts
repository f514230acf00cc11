/** `npm run generate`: writes every generated file. With `--check` it writes nothing and names those that are out of date. */
import { writeFileSync } from 'node:fs';
import { current, GENERATED } from './generated.ts';
import { root } from './modules.ts';

const checking = process.argv.includes('--check');
for (const { path, render } of GENERATED) {
  const wanted = render();
  if (current(path) === wanted) continue;
  if (checking) {
    console.error(`${path} is out of date`);
    process.exitCode = 1;
  } else {
    writeFileSync(new URL(path, root), wanted);
    console.log(`${path} written`);
  }
}
if (process.exitCode === 1) console.error('\nRun npm run generate, and commit what it writes.');
