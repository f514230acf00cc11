import { type ErrorCode, type Realm, SETTINGS, type SettingKey } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { expect } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import { createLiveHub } from '../../platform/live.ts';
import type { Email, Sms } from '../../platform/messaging/ports.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import type { SettingsBook } from '../settings/index.ts';
import { createIdentity, createUser, type Identity, type Person, phoneHashOf } from './index.ts';

const SECRET = 'a secret of the tests, forty characters!';
export const PASSWORD = 'correct horse battery';

type Entry = { realm: Realm; userName: string; phone?: string; password?: string; passwordIs?: 'initial' | 'own' };
type Values = Partial<Record<SettingKey, unknown>>;

/** What holds in a test: the registry's own values but for those that the test sets. */
function settingsWith(values: Values): Pick<SettingsBook, 'get'> {
  return { get: (key) => (values[key] ?? SETTINGS[key].initial) as never }; // A test sets what the registry would take.
}

function personOf(realm: Realm, userId: string, secondFactorRequired: boolean): Person {
  const permissions = new Set(['session.read', 'session.finish', 'session.security'] as const);
  if (realm === 'member') {
    const memberId = userId as Id<'member'>; // The user's id does for a member of these tests.
    return {
      actor: { kind: 'member', userId, memberId, permissions },
      staff: null,
      member: { memberId, memberNumber: '2024001' },
      secondFactorRequired,
    };
  }
  const staffId = userId as Id<'staff'>; // As above.
  const house = { organizationId: newId<'organization'>(), organizationKind: 'operator' as const };
  const actor: Actor = { kind: 'staff', userId, staffId, name: 'staff', ...house, permissions };
  return { actor, staff: { staffId, roles: [], organizationName: 'operator', ...house }, member: null, secondFactorRequired };
}

/** A database, one server with its ears open, an outbox and a clock that the test moves. */
export async function openWorld() {
  let shiftMs = 0;
  const clock = () => new Date(performance.timeOrigin + performance.now() + shiftMs);
  const messages: Sms[] = [];
  const letters: Email[] = [];
  const settings: Values = {};
  /** Users who are neither member nor staff, and those whose role asks for a second factor. */
  const strangers = new Set<string>();
  const guarded = new Set<string>();
  const database = await cloneDatabase({ clock });
  const startServer = (): Identity =>
    createIdentity({
      database,
      secret: SECRET,
      publicUrl: 'http://localhost:8080',
      settings: settingsWith(settings),
      sms: { send: async (message) => void messages.push(message) },
      email: { send: async (letter) => void letters.push(letter) },
      resolvePerson: async (realm, userId) => (strangers.has(userId) ? null : personOf(realm, userId, guarded.has(userId))),
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
    letters,
    settings,
    strangers,
    guarded,
    startServer,
    asSystem,
    passSeconds: (seconds: number) => {
      shiftMs += seconds * 1000;
    },
    enter: ({ phone, ...person }: Entry) => {
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
