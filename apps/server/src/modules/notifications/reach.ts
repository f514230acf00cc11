import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { findMailboxes, openMailbox } from '../identity/index.ts';
import { findReachable, openField, type Reach } from '../members/index.ts';
import { findStaffUsers } from '../organizations/index.ts';
import { keyOf, type Person } from './person.ts';

/**
 * What may be sent to these people beside the app, by `keyOf`; asked by the system. Members leave a phone and an e-mail address; people at work
 * are written to at the address that they proved to sign in with, and of their phones only a hash is kept.
 */
export async function findReach(ctx: Ctx, persons: readonly Person[]): Promise<Map<string, Reach>> {
  const members = await findReachable(ctx, idsOf<'member'>(persons, 'member'));
  const users = await findStaffUsers(ctx, idsOf<'staff'>(persons, 'staff'));
  const withMail = await findMailboxes(ctx, [...users.values()]);
  return new Map([
    ...[...members].map(([person_id, reach]) => [keyOf({ person_kind: 'member', person_id }), reach] as const),
    ...[...users].map(
      ([person_id, userId]) => [keyOf({ person_kind: 'staff', person_id }), { hasPhone: false, hasEmail: withMail.has(userId) }] as const,
    ),
  ]);
}

/** Where this person's letters go; undefined when there is no address any more. */
export async function openEmail(ctx: Ctx, person: Person, secrets: SecretBox): Promise<string | undefined> {
  const [memberId] = idsOf<'member'>([person], 'member');
  if (memberId) return (await openField(ctx, { memberId, field: 'email' }, secrets))?.value;
  const [userId] = (await findStaffUsers(ctx, idsOf<'staff'>([person], 'staff'))).values();
  return userId && openMailbox(ctx, userId, secrets);
}

/** Where text messages go: to members only. */
export async function openPhone(ctx: Ctx, person: Person, secrets: SecretBox): Promise<string | undefined> {
  const [memberId] = idsOf<'member'>([person], 'member');
  return memberId && (await openField(ctx, { memberId, field: 'phone' }, secrets))?.value;
}

function idsOf<Kind extends Person['person_kind']>(persons: readonly Person[], kind: Kind): Id<Kind>[] {
  return persons.flatMap(({ person_kind, person_id }) => (person_kind === kind ? [person_id as Id<Kind>] : [])); // The kind says so.
}
