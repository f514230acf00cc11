import { expect, test } from 'vitest';
import { createPaceWatch } from './pace-watch.ts';

function watchAfterWarmUp() {
  const watch = createPaceWatch();
  for (let batch = 0; batch < 60; batch++) expect(watch.isLagging(256, 7)).toBe(false);
  return watch;
}

test('twenty slow batches in a row are a verdict, once', () => {
  const watch = watchAfterWarmUp();
  const verdicts = Array.from({ length: 60 }, () => watch.isLagging(256, 40));
  expect(verdicts.indexOf(true)).toBe(19);
  expect(verdicts.filter(Boolean)).toHaveLength(1);
});

test('a hiccup is none, and small batches are not judged', () => {
  const watch = watchAfterWarmUp();
  for (let batch = 0; batch < 200; batch++) expect(watch.isLagging(256, batch % 19 === 0 ? 7 : 40)).toBe(false);
  for (let batch = 0; batch < 200; batch++) expect(watch.isLagging(3, 40)).toBe(false);
});
