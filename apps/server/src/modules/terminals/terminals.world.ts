import { type Id, newId } from '@tessera/kernel';
import pg from 'pg';
import { cloneDatabase } from '../../../test/database.ts';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import { createSecretBox } from '../../platform/secret-box.ts';
import { createMerchant } from '../organizations/index.ts';
import { createTerminal } from './create-terminal.ts';
import type { Enrolment } from './enrolment.ts';

export const secrets = createSecretBox('a secret of at least thirty-two characters');
export const system = systemActor('test');
export const anonymous: Actor = { kind: 'anonymous', permissions: new Set() };
export const operator: Actor = {
  kind: 'staff',
  userId: newId(),
  staffId: newId(),
  name: 'Administrator',
  organizationId: newId(),
  organizationKind: 'operator',
  permissions: new Set(),
};

/** A manager of this merchant. */
export function staffOf(organizationId: Id<'organization'>): Actor {
  return { kind: 'staff', userId: newId(), staffId: newId(), name: 'Manager', organizationId, organizationKind: 'merchant', permissions: new Set() };
}

/** A database of its own with the means to add merchants and their terminals. */
export async function openWorld() {
  const database = await cloneDatabase();
  const as = <Result>(actor: Actor, work: (ctx: Ctx) => Promise<Result>) => database.transaction(actor, {}, work);
  let number = 0;
  const addMerchant = async (): Promise<Id<'organization'>> => {
    number += 1;
    const name = `Canteen ${number}`;
    return (await as(operator, (ctx) => createMerchant(ctx, { name, category: 'canteen' }))).id;
  };
  const addTerminal = (organizationId: Id<'organization'>, name = 'Till'): Promise<Enrolment> =>
    as(operator, (ctx) => createTerminal(ctx, { organizationId, name, kind: 'till' }, secrets));
  /** Gathers what is sent over a channel until `stop` is called. */
  const listen = async (...channels: string[]) => {
    const heard: unknown[] = [];
    const ear = new pg.Client(database.appUrl);
    await ear.connect();
    ear.on('notification', ({ channel, payload }) => heard.push([channel, JSON.parse(payload ?? 'null')]));
    for (const channel of channels) await ear.query(`listen ${pg.escapeIdentifier(channel)}`);
    return { heard, stop: () => ear.end() };
  };
  return { database, as, addMerchant, addTerminal, listen };
}
export type World = Awaited<ReturnType<typeof openWorld>>;
