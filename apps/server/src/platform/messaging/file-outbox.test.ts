import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFileOutbox, forgetOldMessages } from './file-outbox.ts';
import type { Sms } from './ports.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tessera-outbox-'));
});
afterAll(() => rm(directory, { recursive: true }));

test('the outbox keeps each message as one whole file, in the order of sending', async () => {
  const instants = [new Date('2026-03-01T08:00:01Z'), new Date('2026-03-01T08:00:02Z')];
  const outbox = createFileOutbox<Sms>(join(directory, 'sms'), () => instants.shift() ?? new Date(0));
  await outbox.send({ to: '13800138000', text: '验证码 123456', locale: 'zh-CN' });
  await outbox.send({ to: '13800138001', text: 'code 654321' });
  const names = (await readdir(join(directory, 'sms'))).toSorted();
  const messages = await Promise.all(names.map(async (name) => JSON.parse(await readFile(join(directory, 'sms', name), 'utf8'))));
  expect(messages).toEqual([
    { to: '13800138000', text: '验证码 123456', locale: 'zh-CN', sentAt: '2026-03-01T08:00:01.000Z' },
    { to: '13800138001', text: 'code 654321', sentAt: '2026-03-01T08:00:02.000Z' },
  ]);
});

test('old messages are forgotten, newer ones and whatever else lies there stay', async () => {
  const old = join(directory, 'old');
  const outbox = createFileOutbox<Sms>(old, () => new Date('2026-03-01T08:00:00Z'));
  await outbox.send({ to: '1', text: 'old' });
  const [first = ''] = await readdir(old);
  await writeFile(join(old, 'notes.json'), '{}');
  for (const name of [first, 'notes.json']) await utimes(join(old, name), new Date('2026-03-01'), new Date('2026-03-01'));
  await outbox.send({ to: '2', text: 'new' });
  expect(await forgetOldMessages(old, new Date('2026-03-02'))).toBe(1);
  expect(await readdir(old)).toHaveLength(2);
  expect(await readdir(old)).not.toContain(first);
  expect(await forgetOldMessages(join(directory, 'never made'), new Date())).toBe(0);
});
