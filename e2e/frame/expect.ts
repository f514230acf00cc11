import type { Locator } from 'playwright-core';
import { pause } from './product.ts';

/** A machine may be busy with something else. */
const WITHIN_MS = 20_000;

/** Asks again until the answer is true. @throws Error that says what did not come true, with the last answer seen. */
export async function until(what: string, ask: () => Promise<boolean | string>, withinMs = WITHIN_MS): Promise<void> {
  const deadline = Date.now() + withinMs;
  let last: boolean | string = false;
  do {
    last = await ask();
    if (last === true) return;
    await pause(50);
  } while (Date.now() < deadline);
  throw new Error(`Not so within ${withinMs / 1000} s: ${what}${typeof last === 'string' ? `; it is “${last}”` : ''}`);
}

/** The place shows a text that contains the wanted one. */
export function shows(place: Locator, wanted: string, withinMs = WITHIN_MS): Promise<void> {
  return until(
    `${place} shows “${wanted}”`,
    async () => {
      const texts = await place.allInnerTexts();
      return texts.some((text) => plain(text).includes(plain(wanted))) || texts.map(plain).join(' | ').slice(0, 400);
    },
    withinMs,
  );
}

/** The place shows no such text, now and a moment later. */
export async function showsNo(place: Locator, unwanted: string): Promise<void> {
  for (const waitMs of [0, 300]) {
    await pause(waitMs);
    const texts = await place.allInnerTexts();
    if (texts.some((text) => plain(text).includes(plain(unwanted)))) throw new Error(`${place} shows “${unwanted}”`);
  }
}

export function seen(place: Locator, withinMs = WITHIN_MS): Promise<void> {
  return place.first().waitFor({ state: 'visible', timeout: withinMs });
}

export function gone(place: Locator, withinMs = WITHIN_MS): Promise<void> {
  return place.first().waitFor({ state: 'hidden', timeout: withinMs });
}

export function same<Value>(what: string, actual: Value, wanted: Value): void {
  if (actual !== wanted) throw new Error(`${what}: ${String(actual)} instead of ${String(wanted)}`);
}

/** Line breaks and the spaces between Chinese and figures do not count. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
