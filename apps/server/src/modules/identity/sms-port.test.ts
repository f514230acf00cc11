import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileOutbox } from './sms-port.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tessera-outbox-'));
});
afterAll(() => rm(directory, { recursive: true }));

describe('the outbox', () => {
  it('keeps each message as one whole file, in the order of sending', async () => {
    const instants = [new Date('2026-03-01T08:00:01Z'), new Date('2026-03-01T08:00:02Z')];
    const outbox = createFileOutbox(join(directory, 'sms'), () => instants.shift() ?? new Date(0));
    await outbox.send({ to: '13800138000', text: '验证码 123456', locale: 'zh-CN' });
    await outbox.send({ to: '13800138001', text: 'code 654321' });
    const names = (await readdir(join(directory, 'sms'))).toSorted();
    const messages = await Promise.all(names.map(async (name) => JSON.parse(await readFile(join(directory, 'sms', name), 'utf8'))));
    expect(messages).toEqual([
      { to: '13800138000', text: '验证码 123456', locale: 'zh-CN', sentAt: '2026-03-01T08:00:01.000Z' },
      { to: '13800138001', text: 'code 654321', sentAt: '2026-03-01T08:00:02.000Z' },
    ]);
  });
});
