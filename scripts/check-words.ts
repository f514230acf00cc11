/** `npm run check:words`: what is unfinished must not look finished, and nothing may lead to one person's machine. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allFiles, isGenerated } from './files.ts';
import { rootPath } from './spawned.ts';

// Written so that this file does not contain the words that it looks for.
const unfinished = ['TO', 'FIX', 'XX'].map((half, place) => half + ['DO', 'ME', 'X'][place]);

const FORBIDDEN: readonly { pattern: RegExp; files: RegExp; why: string }[] = [
  { pattern: new RegExp(`\\b(?:${unfinished.join('|')})\\b`), files: /./, why: 'finish it, or write down why it stays' },
  { pattern: new RegExp(`\\bnot${' '}implemented\\b`, 'i'), files: /\.(?:tsx?|sql|md)$/, why: 'leave it out until it works' },
  { pattern: /\b(?:test|it|describe)\.(?:skip|only|todo)\b/, files: /\.tsx?$/, why: 'a test that does not run proves nothing' },
  { pattern: /(?:^|[\s"'`(=])\/(?:home|Users)\/[a-z]/, files: /./, why: 'a path of one machine' },
  { pattern: /(?:^|[\s(])#\d{1,6}\b/, files: /\.md$/, why: 'say what it was about: a number leads nowhere in a copy of the repository' },
];

const TEXT = /\.(?:tsx?|cjs|mjs|json|md|sql|css|html|svg|ya?ml)$|^[^.]+$|^\.[a-z]+$/;

/** `line: word` for each forbidden word in the text of a file. */
export function forbiddenWords(path: string, text: string): string[] {
  const rules = FORBIDDEN.filter(({ files }) => files.test(path));
  return text.split('\n').flatMap((line, index) => {
    const rule = rules.find(({ pattern }) => pattern.test(line));
    return rule ? [`${path}:${index + 1}  ${rule.pattern.exec(line)?.[0].trim()}: ${rule.why}`] : [];
  });
}

function main(): void {
  const files = allFiles().filter((path) => TEXT.test(path.split('/').at(-1) ?? '') && !isGenerated(path) && path !== 'scripts/check-words.test.ts');
  const found = files.flatMap((path) => forbiddenWords(path, readFileSync(join(rootPath, path), 'utf8')));
  for (const one of found) console.error(one);
  process.exitCode = found.length === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) main();
