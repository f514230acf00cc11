import { expect, test } from 'vitest';
import { linksOf } from './check-links.ts';

test('links and pictures of a document are found, anchors, addresses and code are not', () => {
  const markdown = '[a](docs/a.md#x) ![b](b.png) [c](https://example.org) [d](#here)\n```\n[e](e.md)\n```\n`[f](f.md)` <img src="g.png" alt="">';
  expect(linksOf(markdown)).toEqual(['docs/a.md', 'b.png', 'g.png']);
});
