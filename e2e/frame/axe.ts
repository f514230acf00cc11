import axe from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    axe?: { run: (options: object) => Promise<{ violations: Finding[] }> };
  }
}
type Finding = { id: string; impact: string | null; help: string; nodes: { target: unknown[]; failureSummary?: string }[] };

/** What axe calls serious or critical on the page as it stands: one line per rule. `colours` asks only what differs between two themes. */
export async function seriousFindings(page: Page, extent: 'everything' | 'colours' = 'everything'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const only = extent === 'colours' ? { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } } : {};
  const findings = await page.evaluate(
    async (options) => {
      const { violations } = (await window.axe?.run(options)) ?? { violations: [] };
      return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    },
    { resultTypes: ['violations'], elementRef: false, iframes: false, ...only },
  );
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
