import { expect, test } from 'vitest';
import { readAudit } from './check-audit.ts';

test('a high or critical vulnerability fails, a moderate one does not', () => {
  const report = (severity: string) => JSON.stringify({ vulnerabilities: { left: { severity } }, metadata: { vulnerabilities: { [severity]: 1 } } });
  expect(readAudit(report('high'))).toEqual({ sound: false, words: 'left: high' });
  expect(readAudit(report('critical')).sound).toBe(false);
  expect(readAudit(report('moderate')).sound).toBe(true);
});

test('a registry that keeps no advisories, or cannot be reached, is said and does not fail', () => {
  for (const answer of ['{"message":"405 Method Not Allowed"}', 'npm warn audit 404\n{"error":{"summary":"Not Found"}}', '', 'no json']) {
    const verdict = readAudit(answer);
    expect(verdict.sound).toBe(true);
    expect(verdict.words).toMatch(/^Advisories were not asked: .+\.$/);
  }
});
