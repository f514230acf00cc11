import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createOutbound } from '../outbound.ts';
import { SendFailure } from './ports.ts';
import { createSmsGateway, SMS_GATEWAY_BODY } from './sms-gateway.ts';

const SECRET = 'a key that both sides know';
const NOW = new Date('2026-03-01T08:00:00Z');
const message = { to: '13800138000', text: '余额 "¥5.00"', locale: 'zh-CN', key: 'k-1' };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Asked = { body: string; headers: IncomingMessage['headers'] };

/** A gateway on loopback. */
async function gateway(answer: (response: ServerResponse) => void): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    asked.push({ body: Buffer.concat(chunks).toString('utf8'), headers: request.headers });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/send`, asked };
}

function portTo(url: string, options: { body?: string; privateHosts?: string[] } = {}) {
  const outbound = createOutbound({ privateHosts: options.privateHosts ?? ['127.0.0.1'], timeoutMs: 300 });
  return createSmsGateway({ url, secret: SECRET, body: options.body ?? SMS_GATEWAY_BODY, outbound, clock: () => NOW });
}

const verdictOf = (sending: Promise<void>) =>
  sending.then(
    () => 'taken',
    (error: unknown) => (error instanceof SendFailure ? error.verdict : error),
  );

test('a request is signed over its time and its body, and bears the message’s key', async () => {
  const { url, asked } = await gateway((response) => response.writeHead(202).end('{}'));
  await portTo(url).send(message);
  const [{ body, headers } = { body: '', headers: {} }] = asked;
  expect(JSON.parse(body)).toEqual(message);
  expect(headers['idempotency-key']).toBe('k-1');
  expect(headers['x-tessera-timestamp']).toBe(String(NOW.getTime() / 1000));
  const signature = createHmac('sha256', SECRET).update(`${headers['x-tessera-timestamp']}.${body}`).digest('hex');
  expect(headers['x-tessera-signature']).toBe(`v1=${signature}`);
});

test('a gateway with words of its own is asked in them, and a text cannot break out of its place', async () => {
  const { url, asked } = await gateway((response) => response.end('{}'));
  await portTo(url, { body: '{"mobiles":["+86{to}"],"sms":{"content":"{text}"},"type":1}' }).send({ ...message, text: '","type":2,"{to}' });
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ mobiles: ['+8613800138000'], sms: { content: '","type":2,"{to}' }, type: 1 });
});

test.each([
  [200, 'taken'],
  [400, 'refused'],
  [422, 'refused'],
  [401, 'unsent'],
  [429, 'unsent'],
  [500, 'unsent'],
  [503, 'unsent'],
  [302, 'unsent'],
])('an answer of %d is %s', async (status, verdict) => {
  const { url } = await gateway((response) => response.writeHead(status, { location: 'http://169.254.169.254/' }).end('why'));
  expect(await verdictOf(portTo(url).send(message))).toBe(verdict);
});

test('without an answer nobody knows; without a connection it is unsent', async () => {
  const silent = await gateway(() => undefined);
  expect(await verdictOf(portTo(silent.url).send(message))).toBe('unknown');
  const rude = await gateway((response) => response.destroy());
  expect(await verdictOf(portTo(rude.url).send(message))).toBe('unknown');
  expect(await verdictOf(portTo('http://127.0.0.1:1/').send(message))).toBe('unsent');
});

test('a gateway in a private network is called only when the configuration names it', async () => {
  const { url, asked } = await gateway((response) => response.end('{}'));
  expect(await verdictOf(portTo(url, { privateHosts: [] }).send(message))).toBe('unsent');
  expect(asked).toEqual([]);
});
