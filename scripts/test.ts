/**
 * `npm test`: every test beside its file and the stories across modules, then the browser stories where there is a Chromium.
 * `npm test -- cards` runs only the files whose path has `cards` in it, without the browser. `BROWSER=required` makes a missing Chromium
 * a failure. A file that fails beside hundreds of others is run once more by itself: two failures count, one is told as `unsteady` with its
 * cause above. Ends with one line `N passed, N failed`.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';
import { type Counts, lastCounts, script, show, tool } from './spawned.ts';
import { buildStaleApps } from './web-apps.ts';

const filters = process.argv.slice(2);

/** More failures than these are no matter of luck. */
const MOST_FILES_AGAIN = 4;

type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly name: string; readonly status: string; readonly assertionResults: readonly unknown[] }[];
};
type Run = Counts & { readonly failedFiles: readonly string[] };

async function runTests(): Promise<Counts> {
  const all = await runFiles(filters);
  if (all.failedFiles.length === 0 || all.failedFiles.length > MOST_FILES_AGAIN) return all;
  console.log(`\nOnce more, by themselves: ${all.failedFiles.join(', ')}`);
  const again = await runFiles(all.failedFiles);
  if (again.failed > 0) return all;
  for (const file of all.failedFiles) console.log(`~ unsteady: ${file}`);
  return { passed: all.passed + all.failed, failed: 0 };
}

async function runFiles(chosen: readonly string[]): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-report-'));
  try {
    const report = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code } = await show(tool('vitest', 'vitest', ['run', ...reporters, ...chosen]));
    return countReport(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that could not even be loaded counts as one failure; so does a run that failed without naming one. */
function countReport(path: string, code: number): Run {
  try {
    const report: Report = JSON.parse(readFileSync(path, 'utf8'));
    const broken = report.testResults.filter(({ status }) => status === 'failed');
    const failed = report.numFailedTests + broken.filter(({ assertionResults }) => assertionResults.length === 0).length;
    const failedFiles = broken.map(({ name }) => name);
    return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed, failedFiles };
  } catch {
    return { passed: 0, failed: 1, failedFiles: [] };
  }
}

async function runBrowserStories(): Promise<Counts> {
  if (filters.length > 0) return { passed: 0, failed: 0 };
  const chromium = findChromium();
  if (chromium === undefined) {
    const required = process.env.BROWSER === 'required';
    console.log(`\nBrowser stories ${required ? 'failed' : 'skipped'}: no Chromium. Install it, or name its path in CHROMIUM.`);
    return { passed: 0, failed: required ? 1 : 0 };
  }
  console.log('\nBrowser stories');
  try {
    await buildStaleApps();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
  const { code, output } = await show({ ...script('e2e/run.ts'), env: { CHROMIUM: chromium } });
  const counts = lastCounts(output) ?? { passed: 0, failed: 1 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

const tests = await runTests();
const stories = await runBrowserStories();
const failed = tests.failed + stories.failed;
console.log(`\n${tests.passed + stories.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
