import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ConfigError, configTable, readConfig } from './config.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tessera-config-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('without any variable the server listens on localhost and keeps its data beside it', () => {
  const config = readConfig({ DATA_DIR: dataDir });
  expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', publicUrl: 'http://localhost:8080', role: 'all', seedDemo: true });
  expect(config).toMatchObject({ timeZone: 'Asia/Shanghai', smsOutbox: join(dataDir, 'outbox'), databaseUrl: undefined });
});

test('a secret is generated once, for the owner only', () => {
  const first = readConfig({ DATA_DIR: dataDir }).secret;
  expect(first.length).toBeGreaterThanOrEqual(32);
  expect(readConfig({ DATA_DIR: dataDir }).secret).toBe(first);
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(dataDir, 'secret'), 'utf8').trim()).toBe(first);
});

test('each bad variable is named in one sentence, and no value is shown', () => {
  const bad = { PORT: '99999', TIME_ZONE: 'Mars/Olympus', ROLE: 'boss', SECRET: 'hunter2', DATABASE_URL: 'mysql://root:pw@h/d', SEED_DEMO: 'maybe' };
  const error = refusal({ DATA_DIR: dataDir, ...bad });
  const lines = error.message.split('\n');
  expect(lines).toHaveLength(Object.keys(bad).length);
  for (const name of Object.keys(bad)) expect(lines.some((line) => line.startsWith(`${name} is `))).toBe(true);
  expect(error.message).not.toContain('hunter2');
  expect(error.message).not.toContain('root:pw');
});

test('carriers of messages are checked when the server starts, and without them there are outboxes', () => {
  const config = readConfig({ DATA_DIR: dataDir });
  expect(config).toMatchObject({ smsGateway: undefined, smtpUrl: undefined, mailOutbox: join(dataDir, 'mail') });
  expect(refusal({ DATA_DIR: dataDir, SMTP_URL: 'mail.example.edu', SMS_GATEWAY_BODY: '{' }).message.split('\n')).toHaveLength(2);
  expect(refusal({ DATA_DIR: dataDir, MAIL_FROM: 'the card office' }).message).toMatch(/^MAIL_FROM is not an address/);
  expect(refusal({ DATA_DIR: dataDir, SMS_GATEWAY_URL: 'https://sms.example' }).message).toMatch(/^SMS_GATEWAY_SECRET is missing/);
});

test('an empty variable counts as absent, and --role wins over ROLE', () => {
  const config = readConfig({ DATA_DIR: dataDir, PORT: '', ROLE: 'web' }, ['--role=worker']);
  expect(config.port).toBe(8080);
  expect(config.role).toBe('worker');
});

test('a DATA_DIR that is a file is refused with a sentence', () => {
  const file = join(dataDir, 'file');
  writeFileSync(file, '');
  expect(refusal({ DATA_DIR: file }).message).toMatch(/^DATA_DIR is not a directory that this user can write to/);
});

test('the table for the README names every variable with its default', () => {
  expect(configTable()).toContain('| `PORT` | `8080` | Port of the HTTP server. |');
  expect(configTable()).toMatch(/\| `SECRET` \| {2}\| Key of/);
  expect(configTable()).not.toMatch(/\| {2}\|$/m);
});

function refusal(environment: NodeJS.ProcessEnv): ConfigError {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}
