import type { Id } from '@tessera/kernel';
import type { Actor } from '../../platform/ctx.ts';

/** Who is told something: somebody with a card, or somebody at work. */
export type Recipient = { memberId: Id<'member'> } | { staffId: Id<'staff'> };
export type Person = { person_kind: 'member' | 'staff'; person_id: string };

export function personOf(recipient: Recipient): Person {
  return 'memberId' in recipient ? { person_kind: 'member', person_id: recipient.memberId } : { person_kind: 'staff', person_id: recipient.staffId };
}

/** The signed-in person; the routes let nobody else through. */
export function ownPerson(actor: Actor): Person {
  if (actor.kind === 'member') return personOf({ memberId: actor.memberId });
  if (actor.kind === 'staff') return personOf({ staffId: actor.staffId });
  throw new Error(`${actor.kind} has no notices`);
}

/** One name for a person, to look one up in a map. */
export function keyOf({ person_kind, person_id }: Person): string {
  return `${person_kind}:${person_id}`;
}

/** What a person's open screens listen to. */
export function topicOf(person: Person): string {
  return keyOf(person);
}
