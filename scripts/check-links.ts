/** `npm run check:links`: every link and picture between our documents leads to a file that exists. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allFiles } from './files.ts';
import { rootPath } from './spawned.ts';

const LINK = /\]\(([^)\s]+)\)|<img[^>]+src="([^"]+)"/g;

/** The local targets of a document's links, without anchors. Code blocks are not read. */
export function linksOf(markdown: string): string[] {
  const prose = markdown.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(LINK)]
    .map((match) => (match[1] ?? match[2] ?? '').split('#')[0] ?? '')
    .filter((target) => target !== '' && !/^[a-z]+:/i.test(target));
}

function main(): void {
  let broken = 0;
  for (const path of allFiles().filter((file) => file.endsWith('.md'))) {
    for (const target of linksOf(readFileSync(join(rootPath, path), 'utf8'))) {
      if (existsSync(join(rootPath, dirname(path), target))) continue;
      console.error(`${path}: ${target} does not exist`);
      broken += 1;
    }
  }
  process.exitCode = broken === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) main();
