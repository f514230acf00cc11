import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Office } from './office.ts';
import type { Product } from './product.ts';
import type { Locale } from './texts.ts';
import { createWatch, type Watch } from './watch.ts';

export type Scheme = 'light' | 'dark';
export type Look = { locale: Locale; scheme?: Scheme };
export type Device = 'phone' | 'till' | 'desk';
type Opening = Look & {
  device: Device;
  name: string;
  state?: BrowserContextOptions['storageState'];
  browser?: Browser;
  viewport?: { width: number; height: number };
  pixels?: number;
};

export const VIEWPORTS: Record<Device, { width: number; height: number }> = {
  phone: { width: 412, height: 915 },
  till: { width: 1024, height: 768 },
  desk: { width: 1440, height: 900 },
};

/** What one story plays on: the product, browsers for its people, and the watch over all of them. */
export type Stage = {
  product: Product;
  office: Office;
  watch: Watch;
  launch: (flags: readonly string[]) => Promise<Browser>;
  /** A new device with a profile of its own. */
  open: (opening: Opening) => Promise<Page>;
  /** Says in the trace what comes now. */
  step: (text: string) => void;
  /** Lines for the report of a story that passes. */
  report: (line: string) => void;
};

export type Story = { name: string; play: (stage: Stage) => Promise<void> };

/** A story: a sentence of the domain, and how it goes. */
export function story(name: string, play: Story['play']): Story {
  return { name, play };
}

type Parts = { product: Product; office: Office; browser: Browser; launch: (flags: readonly string[]) => Promise<Browser> };
export type OpenStage = Stage & { pages: () => readonly { name: string; page: Page }[]; lines: () => readonly string[]; strike: () => Promise<void> };

/** Sets a stage; `strike` clears away what the story opened. */
export function setStage(parts: Parts): OpenStage {
  const watch = createWatch();
  const contexts: BrowserContext[] = [];
  const browsers: Browser[] = [];
  const pages: { name: string; page: Page }[] = [];
  const lines: string[] = [];
  const open = async (opening: Opening): Promise<Page> => {
    const context = await (opening.browser ?? parts.browser).newContext({
      baseURL: parts.product.origin,
      locale: opening.locale,
      colorScheme: opening.scheme ?? 'light',
      viewport: opening.viewport ?? VIEWPORTS[opening.device],
      reducedMotion: 'reduce',
      ...(opening.pixels && { deviceScaleFactor: opening.pixels }),
      ...(opening.device === 'phone' && { hasTouch: true, isMobile: true }),
      ...(opening.state && { storageState: opening.state }),
    });
    contexts.push(context);
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    pages.push({ name: opening.name, page });
    watch.follow(page, opening.name);
    return page;
  };
  return {
    product: parts.product,
    office: parts.office,
    watch,
    open,
    launch: async (flags) => {
      const browser = await parts.launch(flags);
      browsers.push(browser);
      return browser;
    },
    step: (text) => watch.note(`── ${text}`),
    report: (line) => void lines.push(line),
    pages: () => pages,
    lines: () => lines,
    strike: async () => {
      for (const context of contexts) await context.close().catch(() => undefined);
      for (const browser of browsers) await browser.close().catch(() => undefined);
    },
  };
}
