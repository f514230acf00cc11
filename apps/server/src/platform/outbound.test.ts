import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutbound, OutboundRefused } from './outbound.ts';
import { isPublicAddress } from './public-address.ts';

/** A server on loopback, which stands for whatever lies behind our walls; it counts who reaches it. */
let reached = 0;
const server = createServer((request, response) => {
  reached += 1;
  answer(request, response);
});
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port; // A server on TCP has an address with a port.
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function answer(request: IncomingMessage, response: ServerResponse): void {
  if (request.url === '/moved') response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
  else if (request.url === '/odd') response.writeHead(999).end();
  else if (request.url === '/flood') response.end(Buffer.alloc(64 * 1024));
  else if (request.url === '/echo') request.pipe(response.writeHead(200, { 'x-type': request.headers['content-type'] ?? '' }));
  else if (request.url !== '/silence') response.end('hello');
}

const reasonOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'let out',
    (error: unknown) => (error instanceof OutboundRefused ? error.reason : String(error)),
  );

test('only addresses of the public internet count as public', () => {
  for (const address of ['1.1.1.1', '8.8.8.8', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2400:3200::1'])
    expect(isPublicAddress(address), address).toBe(true);
  const closed = ['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.0.1', '169.254.169.254', '172.16.0.1', '192.0.0.8', '192.168.1.1'];
  const reserved = ['198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', 'fe80::1', 'fc00::1', 'fd12::1'];
  for (const address of [...closed, ...reserved, 'ff02::1', '64:ff9b::a00:1', '2002:a00:1::', '2001::1', '2001:db8::1', 'localhost', ''])
    expect(isPublicAddress(address), address).toBe(false);
});

test('an address inside our walls is refused however it is written, before anything is sent', async () => {
  const outbound = createOutbound({ privateHosts: [] });
  const before = reached;
  for (const host of ['127.0.0.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '[::1]', '[::ffff:127.0.0.1]', '0', '169.254.169.254'])
    expect(await reasonOf(outbound.fetch(`https://${host}:${port}/`)), host).toBe('private');
  for (const host of ['localhost', 'LOCALHOST']) expect(await reasonOf(outbound.fetch(`https://${host}:${port}/`)), host).toBe('private');
  expect(reached).toBe(before);
});

test('plain http, other schemes, credentials in a URL and what is no URL are refused', async () => {
  const outbound = createOutbound({ privateHosts: [] });
  for (const url of ['http://example.com/', 'file:///etc/passwd', 'ftp://example.com/', 'gopher://example.com/', 'data:text/plain,x'])
    expect(await reasonOf(outbound.fetch(url)), url).toBe('scheme');
  for (const url of ['https://user:word@example.com/', '//example.com', '', 'https://']) expect(await reasonOf(outbound.fetch(url)), url).toBe('url');
});

test('a name that leads inside is refused, and so is one with a single address inside among public ones', async () => {
  const resolve = async (name: string) => {
    const inside = { address: '10.0.0.7', family: 4 };
    if (name === 'nowhere.example') throw new Error('ENOTFOUND');
    return name === 'mixed.example' ? [{ address: '93.184.216.34', family: 4 }, inside] : [inside];
  };
  const outbound = createOutbound({ privateHosts: [], resolve });
  expect(await reasonOf(outbound.fetch('https://inside.example/'))).toBe('private');
  expect(await reasonOf(outbound.fetch('https://mixed.example/'))).toBe('private');
  expect(await reasonOf(outbound.fetch('https://nowhere.example/'))).toBe('unresolved');
});

test('a name is looked up once for a connection, so that a second answer cannot turn it inwards', async () => {
  const asked: string[] = [];
  const resolve = async (name: string) => {
    asked.push(name);
    return [{ address: '127.0.0.1', family: 4 }];
  };
  const outbound = createOutbound({ privateHosts: ['sso.example'], resolve });
  expect(await (await outbound.fetch(`http://sso.example:${port}/`)).text()).toBe('hello');
  expect(asked).toEqual(['sso.example']);
});

test('a private host is let out only when the installation names it, and a port that is named only at that port', async () => {
  const reach = (privateHosts: string[], url: string) => reasonOf(createOutbound({ privateHosts }).fetch(url));
  expect(await reach(['127.0.0.1'], `http://127.0.0.1:${port}/`)).toBe('let out');
  expect(await reach([`127.0.0.1:${port}`], `http://127.0.0.1:${port}/`)).toBe('let out');
  expect(await reach(['127.0.0.1:1'], `http://127.0.0.1:${port}/`)).toBe('scheme');
  expect(await reach(['127.0.0.1:1'], `https://127.0.0.1:${port}/`)).toBe('private');
});

test('a redirect is handed back and not followed', async () => {
  const response = await createOutbound({ privateHosts: ['127.0.0.1'] }).fetch(`http://127.0.0.1:${port}/moved`);
  expect([response.status, response.headers.get('location')]).toEqual([302, 'http://169.254.169.254/latest/meta-data/']);
});

test('an answer has a limit of size and of time', async () => {
  const outbound = createOutbound({ privateHosts: ['127.0.0.1'], timeoutMs: 200, answerMaxBytes: 10_000 });
  expect(await reasonOf(outbound.fetch(`http://127.0.0.1:${port}/flood`))).toBe('too_large');
  expect(await reasonOf(outbound.fetch(`http://127.0.0.1:${port}/silence`))).toBe('timeout');
});

test('a status that no standard knows fails the call and not the process', async () => {
  await expect(createOutbound({ privateHosts: ['127.0.0.1'] }).fetch(`http://127.0.0.1:${port}/odd`)).rejects.toThrow(RangeError);
});

test('a form is sent as fetch would send it', async () => {
  const outbound = createOutbound({ privateHosts: ['127.0.0.1'] });
  const response = await outbound.fetch(`http://127.0.0.1:${port}/echo`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'code', a: '&' }),
  });
  expect(response.headers.get('x-type')).toContain('application/x-www-form-urlencoded');
  expect(await response.text()).toBe('grant_type=code&a=%26');
});

test('the agent for libraries guards their connections too', async () => {
  const { agent } = createOutbound({ privateHosts: [] });
  const https = await import('node:https');
  const failure = new Promise<Error>((resolve) => https.get(`https://127.0.0.1:${port}/`, { agent }).on('error', resolve));
  expect(await failure).toBeInstanceOf(OutboundRefused);
});
