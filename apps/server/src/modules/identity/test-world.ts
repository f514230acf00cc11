import type { ErrorCode, Realm } from '@tessera/contract';
import { expect } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { createLiveHub } from '../../platform/live.ts';
import type { Sms } from '../../platform/messaging/ports.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { createIdentity, createUser, type Identity, phoneHashOf } from './index.ts';

const SECRET = 'a secret of the tests, forty characters!';
export const PASSWORD = 'correct horse battery';

type Person = { realm: Realm; userName: string; phone?: string; password?: string };

/** A database, one server with its ears open, an outbox and a clock that the test moves. */
export async function openWorld() {
  let shiftMs = 0;
  const clock = () => new Date(performance.timeOrigin + performance.now() + shiftMs);
  const messages: Sms[] = [];
  const database = await cloneDatabase({ clock });
  const startServer = (): Identity =>
    createIdentity({
      database,
      secret: SECRET,
      publicUrl: 'http://localhost:8080',
      sms: { send: async (message) => void messages.push(message) },
      clock,
      log: { error: (problem: unknown) => expect.fail(String(problem)) },
    });
  const identity = startServer();
  const hub = await createLiveHub({ appUrl: database.appUrl });
  identity.follow(hub);
  const asSystem = <T>(work: (ctx: Ctx) => Promise<T>) => database.transaction(systemActor('test'), {}, work);
  return {
    identity,
    messages,
    startServer,
    asSystem,
    passSeconds: (seconds: number) => {
      shiftMs += seconds * 1000;
    },
    enter: ({ phone, ...person }: Person) => {
      const phoneHash = phone === undefined ? undefined : phoneHashOf(createSecretBox(SECRET), phone);
      return asSystem((ctx) => createUser(ctx, { name: person.userName, phoneHash, ...person }));
    },
    signIn: (realm: Realm, userName: string, password = PASSWORD) => identity.signInWithPassword({ realm, userName, password }, originOf()),
    close: async () => {
      await identity.close();
      await hub.close();
      await database.close();
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

export const originOf = (headers: Record<string, string> = {}) => ({
  headers: new Headers(headers),
  requestId: 'test-request',
  address: '10.0.0.1',
});

/** What a browser sends after it was given these `set-cookie` values. */
export const browserWith = (cookies: string[]) => new Headers({ cookie: cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') });

/** The code of the refusal, or undefined when there was none. */
export function refusalOf(attempt: Promise<unknown>): Promise<ErrorCode | undefined> {
  return attempt.then(
    () => undefined,
    (error) => error.code,
  );
}
