import type { Page, Request } from 'playwright-core';

/** What the browser must not say. Chromium reports a breach of the content security policy as an error on the console. */
export type Watch = {
  follow: (page: Page, name: string) => void;
  /** From now on a problem that matches is part of the story. */
  expect: (...patterns: readonly RegExp[]) => void;
  problems: () => readonly string[];
  trace: () => string;
  note: (text: string) => void;
};

/** Whoever is not signed in yet learns it by this answer. */
const ALWAYS: readonly RegExp[] = [/401 .*GET \/api\/identity\/session/];
/** A page that is left behind drops its streams and reads. */
const DROPPED = new Set(['net::ERR_ABORTED']);

export function createWatch(startedAt = Date.now()): Watch {
  const expected = [...ALWAYS];
  const found: string[] = [];
  const lines: string[] = [];
  const note = (text: string) => void lines.push(`${String(Date.now() - startedAt).padStart(6)} ms  ${text}`);
  const problem = (text: string) => {
    found.push(text);
    note(`PROBLEM ${text}`);
  };
  const follow = (page: Page, name: string) => {
    page.on('console', (message) => {
      // The answer behind it is reported with its method and path below.
      if (message.text().startsWith('Failed to load resource')) return;
      if (message.type() === 'error') problem(`${name}: console: ${message.text()}`);
      else note(`${name}: console ${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => problem(`${name}: uncaught: ${error.stack ?? error.message}`));
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? 'failed';
      if (!DROPPED.has(why)) problem(`${name}: ${why} ${place(request)}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) problem(`${name}: ${response.status()} from ${place(response.request())}`);
      else if (response.url().includes('/api/')) note(`${name}: ${response.status()} ${place(response.request())}`);
    });
    page.on('framenavigated', (frame) => frame === page.mainFrame() && note(`${name}: at ${pathOf(frame.url())}`));
  };
  return {
    follow,
    expect: (...patterns) => void expected.push(...patterns),
    problems: () => found.filter((text) => !expected.some((pattern) => pattern.test(text))),
    trace: () => lines.join('\n'),
    note,
  };
}

function place(request: Request): string {
  return `${request.method()} ${pathOf(request.url())}`;
}

function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]+/, '');
}
