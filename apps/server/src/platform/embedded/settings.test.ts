import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { type Listen, type Profile, renderSettings } from './settings.ts';

const SOCKET: Listen = { socketDirectory: '/srv/data/postgres', tcpPort: undefined };
const render = (profile: Profile, listen: Listen = SOCKET) => {
  const text = renderSettings({ profile, listen, dataDir: tmpdir(), walCompression: 'lz4' });
  return new Map(
    text
      .split('\n')
      .flatMap((line) => (line.includes(' = ') ? [line.split(/ = (.*)/s).slice(0, 2)] : []))
      .map(([name, value]) => [name, value]),
  );
};

test('in earnest nothing is lost at a power cut', () => {
  const settings = render('production');
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) expect(settings.get(name) ?? 'on').toBe('on');
  expect(render('test').get('fsync')).toBe('off');
});

test('the log of the database holds no values of statements', () => {
  const settings = render('production');
  expect([settings.get('log_parameter_max_length'), settings.get('log_parameter_max_length_on_error')]).toEqual(['0', '0']);
});

test('it listens on a socket alone, or on this machine alone', () => {
  expect(render('production').get('listen_addresses')).toBe("''");
  const open = render('production', { socketDirectory: undefined, tcpPort: 6543 });
  expect([open.get('listen_addresses'), open.get('port'), open.get('unix_socket_directories')]).toEqual(["'127.0.0.1'", '6543', "''"]);
});

test('a directory with a quote in its name stays inside its quotes', () => {
  expect(render('test', { socketDirectory: "/srv/o'clock", tcpPort: undefined }).get('unix_socket_directories')).toBe("'/srv/o''clock'");
});

test('memory is asked for in whole megabytes, within bounds', () => {
  const megabytes = Number(/^'(\d+)MB'$/.exec(render('production').get('shared_buffers') ?? '')?.[1]);
  expect(megabytes).toBeGreaterThanOrEqual(64);
  expect(megabytes).toBeLessThanOrEqual(8192);
});
