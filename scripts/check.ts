/**
 * `npm run check`: everything that a machine can say about the code without running it. `npm run check -- types lock` runs only the steps
 * whose name has one of these words. Ends with one line `N passed, N failed`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Command, capture, inTurn, rootPath, script, seconds, tool } from './spawned.ts';

type Step = { readonly name: string; readonly command: Command; readonly mend: string };

const SOURCES = ['apps', 'packages', 'tools', 'scripts', 'e2e'];
/** Of a failed step; the rest is there when the step is run alone. */
const SHOWN_LINES = 60;
/** Beyond two, type checkers only take each other's memory. */
const WIDTH_MAX = 2;

const types = (name: string, project: string): Step => ({
  name: `types of ${name}`,
  command: tool('typescript', 'tsc', ['--project', project, '--noEmit', '--pretty', 'false']),
  mend: 'mend the types',
});

const STEPS: readonly Step[] = [
  types('the server, packages and scripts', 'tsconfig.json'),
  types('the web apps', 'tsconfig.web.json'),
  ...(hasStories() ? [types('the browser stories', 'e2e/tsconfig.json')] : []),
  {
    name: 'format, imports and lint',
    command: tool('@biomejs/biome', 'biome', ['check', '--error-on-warnings', '--diagnostic-level=warn', '--max-diagnostics=40', '.']),
    mend: 'npm run fix mends most of it',
  },
  { name: 'rules of STYLE.md', command: script('scripts/check-style.ts'), mend: 'see STYLE.md' },
  {
    name: 'module rule and imports',
    command: tool('dependency-cruiser', 'depcruise', [...SOURCES, '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long']),
    mend: 'see modules.json and ARCHITECTURE.md',
  },
  { name: 'nothing unused', command: tool('knip', 'knip', ['--no-progress', '--no-config-hints']), mend: 'remove it, or use it' },
  { name: 'generated files', command: script('scripts/generate.ts', ['--check']), mend: 'npm run generate' },
  { name: 'links in documents', command: script('scripts/check-links.ts'), mend: 'mend the links' },
  { name: 'words', command: script('scripts/check-words.ts'), mend: 'finish what is unfinished' },
  { name: 'lock file', command: script('scripts/check-lock.ts'), mend: 'see the last line' },
  { name: 'known vulnerabilities', command: script('scripts/check-audit.ts'), mend: 'raise the version' },
];

function hasStories(): boolean {
  const folder = join(rootPath, 'e2e');
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.ts') && !String(name).includes('node_modules'))
  );
}

const wanted = process.argv.slice(2);
const steps = STEPS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
const failures: { step: Step; output: string }[] = [];
await inTurn(steps, Math.min(availableParallelism(), WIDTH_MAX), async (step) => {
  const startedAt = performance.now();
  const { code, output } = await capture(step.command);
  console.log(`${code === 0 ? '✓' : '✗'} ${step.name}  ${seconds(startedAt)}`);
  if (code !== 0) failures.push({ step, output });
});

for (const { step, output } of failures) {
  const lines = output.trim().split('\n');
  console.log(`\n── ${step.name} ─ ${step.mend}\n${lines.slice(0, SHOWN_LINES).join('\n')}`);
  if (lines.length > SHOWN_LINES) console.log(`… ${lines.length - SHOWN_LINES} more lines: npm run check -- ${step.name.split(' ')[0]}`);
}
console.log(`\n${steps.length - failures.length} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
