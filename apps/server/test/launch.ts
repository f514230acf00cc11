/** The server and its commands as processes of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createClient } from '@tessera/contract/client';
import { DEMO_PASSWORD } from '../seed/people.ts';
import { eventually, type Person, stranger } from './world.ts';

const START_WITHIN_MS = 90_000;

type Program = { child: ChildProcess; output: () => string; exited: Promise<number | null> };
type Server = Program & { origin: string };

const children: ChildProcess[] = [];

/** A program of `src/`, with the environment of the tests and `environment` on top. */
export function launch(program: string, environment: Record<string, string>, words: readonly string[] = []): Program {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../src', program), ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // Not before all that it wrote has arrived.
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => output, exited };
}

/** A server on a port of its own that has said that it is ready. */
export async function launchServer(environment: Record<string, string>): Promise<Server> {
  const port = await freePort();
  return ready({ ...launch('main.ts', { LOG_LEVEL: 'info', ...environment, PORT: String(port) }), origin: `http://127.0.0.1:${port}` });
}

async function ready(server: Server): Promise<Server> {
  const deadline = Date.now() + START_WITHIN_MS;
  while (!server.output().includes('Tessera is ready')) {
    if (server.child.exitCode !== null || Date.now() > deadline) throw new Error(`the server did not start:\n${server.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return server;
}

/** Ends whatever a test has left running, and waits until it is gone. */
export async function stopLaunched(): Promise<void> {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(children.map((child) => child.exitCode ?? child.signalCode ?? new Promise((resolve) => child.once('exit', resolve))));
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

/** Somebody of the demo campus. */
export async function signIn(origin: string, realm: 'console' | 'member', userName: string): Promise<Person> {
  const person = stranger(origin, realm);
  // A machine that is busy turns a sign-in away, to be tried again.
  await eventually(() => person.client.identity.signInWithPassword({ userName, password: DEMO_PASSWORD }));
  return person;
}

/** The token of a new till of some merchant of the demo campus. */
export async function enrol(origin: string, admin: Person): Promise<string> {
  const { items } = await admin.client.organizations.listOrganizations({ kind: 'merchant', limit: 1 });
  const organizationId = items[0]?.id;
  if (!organizationId) throw new Error('the demo has merchants');
  const { enrolmentCode } = await admin.client.terminals.createTerminal({ name: '测试', kind: 'till', organizationId });
  return (await createClient({ origin }).terminals.enrolTerminal({ enrolmentCode })).token;
}
