/** `npm run check:audit`: fails on a known high or critical vulnerability in what the product runs on. Says so when nobody can be asked. */
import { capture, rootPath } from './spawned.ts';

const ASK_FOR_MS = 60_000;

export type Verdict = { readonly sound: boolean; readonly words: string };

/** Reads what `npm audit --json` wrote. */
export function readAudit(output: string): Verdict {
  const report = parse(output);
  const counts = report?.metadata?.vulnerabilities;
  if (!report || !counts)
    return { sound: true, words: `Advisories were not asked: ${report?.message ?? report?.error?.summary ?? 'the registry gave no answer'}.` };
  const bad = Object.entries(report.vulnerabilities ?? {}).filter(([, { severity }]) => severity === 'high' || severity === 'critical');
  if (bad.length === 0) return { sound: true, words: 'No known high or critical vulnerability.' };
  return { sound: false, words: bad.map(([name, { severity }]) => `${name}: ${severity}`).join('\n') };
}

type Report = {
  message?: string;
  error?: { summary?: string };
  metadata?: { vulnerabilities?: Record<string, number> };
  vulnerabilities?: Record<string, { severity: string }>;
};

/** npm may write warnings before the report. */
function parse(output: string): Report | undefined {
  const begin = output.indexOf('{');
  try {
    return begin < 0 ? undefined : JSON.parse(output.slice(begin, output.lastIndexOf('}') + 1));
  } catch {
    return undefined;
  }
}

async function main(): Promise<void> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['audit', '--omit=dev', '--audit-level=high', '--json', '--fetch-retries=1', '--fetch-timeout=20000'];
  const { output } = await capture({ program: npm, args, cwd: rootPath }, ASK_FOR_MS);
  const verdict = readAudit(output);
  console.log(verdict.words);
  process.exitCode = verdict.sound ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) await main();
