import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** A Chromium with a new profile. `flags` are added to those that every story uses. */
export async function launchBrowser(options: { headed: boolean; flags?: readonly string[] }): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium: install it, or name its path in CHROMIUM.');
  return chromium.launch({ executablePath, headless: !options.headed, args: [...FLAGS, ...(options.flags ?? [])], timeout: 30_000 });
}
