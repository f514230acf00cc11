/**
 * `node --import tsx e2e/plan-frames.ts`, after `npm run build`: how fluently a stadium of 20,000 seats is drawn at in the editor. Moves the
 * window, and what is chosen, for 120 frames each, and tells frames a second beside the machine's load. Fails at nothing: whoever reads the
 * figures knows how busy the machine was.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { stadiumPlan } from '../apps/server/seed/seat-plans.ts';
import { buildServer } from '../scripts/server-build.ts';
import { openDesk, visit } from './actors/desk.ts';
import { launchBrowser } from './frame/browser.ts';
import { openOffice } from './frame/office.ts';
import { pause, startProduct } from './frame/product.ts';
import { setStage } from './frame/stage.ts';

const NAME = 'Stadium';
const SETTLED_MS = 1_000;
/** The middle button moves the window, the main one what is chosen. */
type Button = 0 | 1;

async function main(): Promise<void> {
  await buildServer();
  const folder = await mkdtemp(join(tmpdir(), 'tessera-frames-'));
  const product = await startProduct();
  const browser = await launchBrowser({ headed: false });
  const launch = (flags: readonly string[]) => launchBrowser({ headed: false, flags });
  const stage = setStage({ product, office: await openOffice(product.origin), browser, launch });
  try {
    const file = join(folder, 'stadium.json');
    await writeFile(file, JSON.stringify(stadiumPlan(NAME)));
    const desk = await openDesk(stage, { locale: 'en', userName: 'admin' });
    await visit(desk, 'nav.venues');
    await measureIn(desk.page, file);
  } finally {
    await stage.strike();
    await browser.close();
    await product.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureIn(page: Page, file: string): Promise<void> {
  await page.getByTestId('venues-table').getByRole('link').first().click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page
    .getByRole('link', { name: new RegExp(NAME) })
    .first()
    .click();
  await page.waitForURL(/plans/);
  await page.getByTestId('plan-edit').click();
  await page.waitForURL(/edit$/);
  const canvas = page.getByTestId('seat-canvas');
  await canvas.focus();
  await pause(SETTLED_MS);
  // tsx wraps named functions in a call that the page does not know.
  await page.evaluate('globalThis.__name = (named) => named');
  await tell(page, 'moving the window, all in it', 1);
  await page.keyboard.press('Control+a');
  await pause(SETTLED_MS);
  await tell(page, 'dragging all seats, all in the window', 0);
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('+');
  await pause(SETTLED_MS);
  await tell(page, 'moving the window, from near', 1);
  await tell(page, 'dragging all seats, from near', 0);
}

async function tell(page: Page, what: string, button: Button): Promise<void> {
  const gaps = (await page.evaluate(dragFrames, button)).sort((a, b) => a - b);
  const perSecond = (1_000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0);
  const at = (share: number) => (gaps[Math.floor(share * gaps.length)] ?? 0).toFixed(1);
  console.log(`${what}: ${perSecond.toFixed(0)} frames/s, median ${at(0.5)} ms, p95 ${at(0.95)} ms, load ${(loadavg()[0] ?? 0).toFixed(1)}`);
}

/** In the page: one step a frame, from the middle, where the lawn is chosen with all the rest. */
function dragFrames(button: Button): Promise<number[]> {
  return new Promise((done) => {
    const canvas = document.querySelector<HTMLElement>('[data-testid=seat-canvas]');
    if (!canvas) return done([]);
    // A pointer that no hand holds cannot be captured.
    canvas.setPointerCapture = () => undefined;
    const box = canvas.getBoundingClientRect();
    const act = (type: string, step: number) => {
      const [clientX, clientY] = [box.left + box.width / 2 + 80 * Math.sin(step / 8), box.top + box.height / 2 + 60 * Math.sin(step / 11)];
      canvas.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 5, button: type === 'pointerdown' ? button : -1, clientX, clientY }));
    };
    const gaps: number[] = [];
    let [step, last] = [0, 0];
    act('pointerdown', 0);
    const tick = (now: number) => {
      if (last > 0) gaps.push(now - last);
      last = now;
      step += 1;
      act('pointermove', step);
      if (step <= 120) return requestAnimationFrame(tick);
      act('pointerup', 0);
      return done(gaps);
    };
    requestAnimationFrame(tick);
  });
}

await main();
