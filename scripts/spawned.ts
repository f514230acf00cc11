/** Starts other programs of the repository: their paths, their output, their end. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { root } from './modules.ts';

export const rootPath = fileURLToPath(root);
export type Command = { readonly program: string; readonly args: readonly string[]; readonly cwd?: string; readonly env?: NodeJS.ProcessEnv };
export type Ended = { readonly code: number; readonly output: string };

/** A program that an installed package brings, such as `tool('typescript', 'tsc')`, run by this Node. */
export function tool(packageName: string, name: string, args: readonly string[] = []): Command {
  const folder = new URL(`node_modules/${packageName}/`, root);
  const manifest: { bin?: string | Record<string, string> } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  const bin = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin?.[name];
  if (bin === undefined) throw new Error(`${packageName} brings no program ${name}`);
  return { program: process.execPath, args: [fileURLToPath(new URL(bin, folder)), ...args] };
}

/** One of our own TypeScript files as a program, by its path from the root. */
export function script(path: string, args: readonly string[] = []): Command {
  return { program: process.execPath, args: ['--import', 'tsx', fileURLToPath(new URL(path, root)), ...args] };
}

export function start(command: Command, options: SpawnOptions): ChildProcess {
  return spawn(command.program, command.args, {
    cwd: command.cwd ?? rootPath,
    env: { ...process.env, ...command.env },
    ...options,
  });
}

/** Runs to the end and keeps what was written; ends the program when it takes longer than `timeoutMs`. */
export function capture(command: Command, timeoutMs = 600_000): Promise<Ended> {
  return follow(start(command, { stdio: ['ignore', 'pipe', 'pipe'] }), { timeoutMs, show: false });
}

/** Runs to the end, showing what is written as it comes, and keeps it too. */
export function show(command: Command, timeoutMs = 1_800_000): Promise<Ended> {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  return follow(start({ ...command, env: { ...colour, ...command.env } }, { stdio: ['ignore', 'pipe', 'pipe'] }), { timeoutMs, show: true });
}

function follow(child: ChildProcess, how: { timeoutMs: number; show: boolean }): Promise<Ended> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => child.kill('SIGKILL'), how.timeoutMs);
    const end = (code: number, last = '') => {
      clearTimeout(timer);
      resolve({ code, output: Buffer.concat(chunks).toString('utf8') + last });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (how.show) process.stdout.write(chunk);
      });
    }
    child.once('error', (error) => end(1, error.message));
    child.once('close', (code, signal) => end(code ?? 1, signal === 'SIGKILL' ? `ended after ${how.timeoutMs / 1000} s\n` : ''));
  });
}

/** Runs the tasks in order, at most `width` at a time. */
export async function inTurn<Task>(tasks: readonly Task[], width: number, run: (task: Task) => Promise<void>): Promise<void> {
  const waiting = [...tasks];
  const worker = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await run(task);
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(width, tasks.length)) }, worker));
}

/** `1.2 s` */
export function seconds(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

const COUNTS = /^(\d+) passed, (\d+) failed$/gm;
export type Counts = { readonly passed: number; readonly failed: number };

/** The last line `N passed, N failed` of a program's output. */
export function lastCounts(output: string): Counts | undefined {
  const last = [...output.matchAll(COUNTS)].at(-1);
  return last && { passed: Number(last[1]), failed: Number(last[2]) };
}
