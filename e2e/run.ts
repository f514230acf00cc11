/**
 * `node --import tsx e2e/run.ts`: plays the stories in real browsers against the real product, in lanes side by side; each lane has a product of
 * its own. `--only <text>` plays those whose name has the text, or one of several between bars; `--headed` shows the browsers. A story that
 * fails is played once more when the lanes are done, because a browser on a busy machine may be late; both failures count as one, one failure
 * is told as `unsteady` with its cause. A failure leaves pictures and a trace in test-results/. Ends with one line `N passed, N failed`.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { buildServer } from '../scripts/server-build.ts';
import { rootPath, seconds } from '../scripts/spawned.ts';
import { launchBrowser } from './frame/browser.ts';
import { type Office, openOffice } from './frame/office.ts';
import { type Product, startProduct } from './frame/product.ts';
import { type OpenStage, type Story, setStage } from './frame/stage.ts';
import { ALONE, LANES } from './stories/index.ts';

const RESULTS = join(rootPath, 'test-results');
/** A story that takes longer hangs. */
const STORY_WITHIN_MS = 240_000;

const words = process.argv.slice(2);
const headed = words.includes('--headed');
const only = words.includes('--only') ? (words[words.indexOf('--only') + 1] ?? '') : '';
const wanted = only.toLowerCase().split('|');
const isWanted = ({ name }: Story): boolean => wanted.some((text) => name.toLowerCase().includes(text));
const alone = ALONE.filter(isWanted);
const lanes = LANES.map((lane) => lane.filter(isWanted)).filter((lane) => lane.length > 0);
const count = [...lanes.flat(), ...alone].length;

type World = { product: Product; office: Office; browser: Browser };

/** Plays one story; returns why it failed. */
async function play(world: World, one: Story): Promise<{ set: OpenStage; failure: string | undefined }> {
  const set = setStage({ ...world, launch: (flags) => launchBrowser({ headed, flags }) });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The story took longer than ${STORY_WITHIN_MS / 1000} s.`)), STORY_WITHIN_MS);
  });
  try {
    await Promise.race([one.play(set), late]);
    const problems = set.watch.problems();
    return { set, failure: problems.length > 0 ? `The browser complained:\n${problems.join('\n')}` : undefined };
  } catch (error) {
    const problems = set.watch.problems().map((problem) => `\nThe browser complained: ${problem}`);
    return { set, failure: `${error instanceof Error ? (error.stack ?? error.message) : String(error)}${problems.join('')}` };
  } finally {
    clearTimeout(timer);
  }
}

async function keepEvidence(one: Story, at: { set: OpenStage; failure: string; product: Product }): Promise<void> {
  const folder = join(RESULTS, one.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'trace.txt'), `${one.name}\n\n${at.failure}\n\n${at.set.watch.trace()}\n\nThe server:\n${at.product.log()}\n`);
  for (const { name, page } of at.set.pages()) {
    await page.screenshot({ path: join(folder, `${name.replace(/\W+/g, '-')}.png`), timeout: 5_000 }).catch(() => undefined);
  }
}

/** Plays a story, tells how it went and keeps what is to be seen of a failure; returns whether it passed. */
async function tries(world: World, one: Story, mark: string): Promise<boolean> {
  const startedAt = performance.now();
  const { set, failure } = await play(world, one);
  console.log(`${failure ? mark : '✓'} ${one.name}  ${seconds(startedAt)}`);
  for (const line of set.lines()) console.log(`    ${line}`);
  if (failure) {
    console.log(failure.replace(/^/gm, '    '));
    await keepEvidence(one, { set, failure, product: world.product });
  }
  await set.strike();
  return !failure;
}

type Failed = { world: World; one: Story };

/** Plays a lane's stories one after another; returns those that failed. */
async function playLane(world: World, lane: readonly Story[]): Promise<Failed[]> {
  const failed: Failed[] = [];
  for (const one of lane) {
    if (!(await tries(world, one, '~ unsteady:'))) failed.push({ world, one });
  }
  return failed;
}

/** Plays once more what failed, on a machine that has become quiet; returns how many failed twice. */
async function playAgain(failed: readonly Failed[]): Promise<number> {
  let failedTwice = 0;
  for (const { world, one } of failed) {
    if (!(await tries(world, one, '✗'))) failedTwice += 1;
  }
  return failedTwice;
}

/** Plays the lanes, then what wants to be alone; returns how many failed twice. */
async function playAll(worlds: readonly World[]): Promise<number> {
  const failed = await Promise.all(worlds.map((world, at) => playLane(world, lanes[at] ?? [])));
  const failedTwice = await playAgain(failed.flat());
  const [first] = worlds;
  return first ? failedTwice + (await playAgain(await playLane(first, alone))) : failedTwice;
}

async function openWorld(opened: (() => Promise<void>)[]): Promise<World> {
  const product = await startProduct();
  opened.push(product.stop);
  const browser = await launchBrowser({ headed });
  opened.push(() => browser.close().catch(() => undefined));
  return { product, office: await openOffice(product.origin), browser };
}

async function main(): Promise<number> {
  await rm(RESULTS, { recursive: true, force: true });
  const startedAt = performance.now();
  const opened: (() => Promise<void>)[] = [];
  let opening: Promise<World>[] = [];
  const stop = async () => {
    await Promise.allSettled(opening);
    await Promise.all(opened.map((close) => close()));
  };
  const leave = () => void stop().finally(() => process.exit(1));
  process.once('SIGINT', leave);
  process.once('SIGTERM', leave);
  try {
    await buildServer();
    opening = Array.from({ length: Math.max(1, lanes.length) }, () => openWorld(opened));
    const worlds = await Promise.all(opening);
    console.log(`The product runs after ${seconds(startedAt)}; ${count} stories.`);
    return await playAll(worlds);
  } finally {
    await stop();
  }
}

const failed = await main().catch((error: unknown) => {
  console.error(error);
  return undefined;
});
console.log(`\n${failed === undefined ? 0 : count - failed} passed, ${failed ?? Math.max(1, count)} failed`);
process.exitCode = failed === 0 && count > 0 ? 0 : 1;
