import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    axe?: { run: (options: object) => Promise<{ violations: Finding[] }> };
  }
}
type Finding = { id: string; impact: string | null; help: string; nodes: { target: unknown[]; failureSummary?: string }[] };

/** What axe calls serious or critical on the page as it stands: one line per rule. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(SOURCE);
  const findings = await page.evaluate(async () => {
    const { violations } = (await window.axe?.run({ resultTypes: ['violations'] })) ?? { violations: [] };
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  });
  return findings.map(({ id, help, nodes }) => {
    const places = nodes
      .slice(0, 4)
      .map(({ target, failureSummary }) => `${target.join(' ')} (${(failureSummary ?? '').replace(/\s+/g, ' ').slice(0, 220)})`);
    return `${id}: ${help} × ${nodes.length}: ${places.join('; ')}`;
  });
}

/** How many pixels of the page lie beyond its right edge. */
export function pixelsBeyond(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
}
