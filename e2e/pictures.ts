/**
 * Takes the pictures of the README from the real product: docs/pictures/{member,terminal,console}.png. With `--all <folder>` instead every page
 * in both languages and themes, into that folder.
 */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildServer } from '../scripts/server-build.ts';
import { rootPath } from '../scripts/spawned.ts';
import { launchBrowser } from './frame/browser.ts';
import { openOffice } from './frame/office.ts';
import { startProduct } from './frame/product.ts';
import { setStage } from './frame/stage.ts';
import { takeAll } from './pictures/every-page.ts';
import { takeForReadme } from './pictures/readme.ts';

const PICTURES = join(rootPath, 'docs', 'pictures');
const PICTURE_MAX_BYTES = 300_000;

const { all } = parseArgs({ options: { all: { type: 'string' } } }).values;

async function main(): Promise<void> {
  await buildServer();
  const product = await startProduct();
  const browser = await launchBrowser({ headed: false });
  const launch = (flags: readonly string[]) => launchBrowser({ headed: false, flags });
  const stage = setStage({ product, office: await openOffice(product.origin), browser, launch });
  try {
    const folder = all ?? PICTURES;
    await mkdir(folder, { recursive: true });
    for (const file of all === undefined ? await takeForReadme(stage, folder) : await takeAll(stage, folder)) await tellOf(file);
  } finally {
    await stage.strike();
    await browser.close();
    await product.stop();
  }
}

async function tellOf(file: string): Promise<void> {
  const { size } = await stat(file);
  console.log(`${file}  ${Math.round(size / 1000)} kB`);
  if (all === undefined && size > PICTURE_MAX_BYTES) throw new Error(`${file} is larger than ${PICTURE_MAX_BYTES / 1000} kB.`);
}

await main();
