import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog({ level: 'info' }, { write: (line: string) => void lines.push(line) }));
  return lines.join('');
}

test('the log hides passwords, PINs, tokens and cookies wherever they lie', () => {
  const text = logged((log) =>
    log.info({
      password: 'hunter2',
      input: { pin: '246810', code: '998877' },
      req: { headers: { authorization: 'Bearer abc', cookie: 'sid=1', 'set-cookie': 'sid=2', host: 'shown' } },
    }),
  );
  for (const secret of ['hunter2', '246810', '998877', 'Bearer abc', 'sid=1', 'sid=2']) expect(text).not.toContain(secret);
  expect(text).toContain('shown');
});

test('the log shows the code and the cause of an error', () => {
  const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (phone)=(13800000000)' });
  const text = logged((log) => log.error({ err: new Error('could not save', { cause }) }));
  expect(text).toContain('23505');
  expect(text).toContain('could not save');
  expect(text).not.toContain('13800000000');
});

test('a line below the level is not written', () => {
  expect(logged((log) => log.debug('quiet'))).toBe('');
});
