/** The bounds of the doors at which somebody shows who they are. */
import { newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { createWorld, eventually, type Person, type TillDevice, type World } from './world.ts';

let world: World;
let admin: Person;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
});
afterAll(() => world.close());

const askAs = (token: string) => fetch(`${world.origin}/api/terminal/self`, { headers: { authorization: `Bearer ${token}` } });

/** The code with which the server closes a socket, or the HTTP status with which it refuses it. */
async function tryToken(token: string): Promise<number> {
  const socket = new WebSocket(`${world.origin.replace('http', 'ws')}/api/terminal/socket`);
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('open', () => socket.send(JSON.stringify({ type: 'authenticate', token })));
    socket.on('close', resolve);
  });
}

async function openTill(): Promise<{ socket: WebSocket; closed: Promise<number> }> {
  const socket = new WebSocket(`${world.origin.replace('http', 'ws')}/api/terminal/socket`);
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise((resolve) => socket.on('open', resolve));
  socket.send(JSON.stringify({ type: 'authenticate', token: till.token }));
  await Promise.race([new Promise((resolve) => socket.once('message', resolve)), closed]);
  return { socket, closed };
}

test('a terminal holds a few sockets and no more, and gets its place back when one ends', async () => {
  const open = await Promise.all(Array.from({ length: 8 }, openTill));
  const ninth = await openTill();
  expect(await ninth.closed).toBe(1008);
  open[0]?.socket.close();
  await eventually(async () => {
    const again = await openTill();
    const isOpen = again.socket.readyState === WebSocket.OPEN;
    again.socket.close();
    expect(isOpen).toBe(true);
  });
  for (const { socket } of open) socket.close();
});

test('a person holds a few live streams and no more, and others are not held up', async () => {
  const stop = new AbortController();
  const listen = (person: Person) => fetch(`${world.origin}/api/live?app=console`, { headers: { cookie: person.cookie() }, signal: stop.signal });
  const streams = await Promise.all(Array.from({ length: 21 }, () => listen(admin)));
  expect(streams.map(({ status }) => status).filter((status) => status === 503)).toHaveLength(1);
  const other = await listen(await world.staff('auditor'));
  expect(other.status).toBe(200);
  expect(other.headers.get('x-content-type-options')).toBe('nosniff');
  stop.abort();
});

test('an address that shows too many wrong tokens is turned away unread at both doors, but not the devices that were known there', async () => {
  expect((await askAs(till.token)).status).toBe(200);
  expect(await tryToken(`wrong-${newId()}`)).toBe(4401);
  let looks = 0;
  const { pool } = world.database;
  const count = () => {
    looks += 1;
  };
  for (let tries = 0; tries < 400; tries += 50) await Promise.all(Array.from({ length: 50 }, () => askAs(`wrong-${newId()}`)));
  pool.on('acquire', count);
  expect((await askAs(`wrong-${newId()}`)).status).toBe(429);
  expect(looks).toBe(0);
  pool.off('acquire', count);
  expect(await tryToken(`wrong-${newId()}`)).toBe(429);
  expect((await askAs(till.token)).status).toBe(200);
  world.pass(61);
  expect(await tryToken(`wrong-${newId()}`)).toBe(4401);
});
