/**
 * `npm test`: every test beside its file and the stories across modules, then the browser stories where there is a Chromium.
 * `npm test -- cards` runs only the files whose path has `cards` in it, without the browser. `BROWSER=required` makes a missing Chromium
 * a failure. Ends with one line `N passed, N failed`.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';
import { type Counts, lastCounts, script, show, tool } from './spawned.ts';
import { buildStaleApps } from './web-apps.ts';

const filters = process.argv.slice(2);

async function runTests(): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-report-'));
  try {
    const report = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code } = await show(tool('vitest', 'vitest', ['run', ...reporters, ...filters]));
    return countReport(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that could not even be loaded counts as one failure; so does a run that failed without naming one. */
function countReport(path: string, code: number): Counts {
  try {
    const report: { numPassedTests: number; numFailedTests: number; testResults: { status: string; assertionResults: unknown[] }[] } = JSON.parse(
      readFileSync(path, 'utf8'),
    );
    const unloaded = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;
    const failed = report.numFailedTests + unloaded;
    return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
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
