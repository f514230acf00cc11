import type { OrganizationKind, Permission } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Transaction } from 'kysely';

/** Who acts. Set in every transaction, so that the database's row-level security sees the same actor as the code. */
export type Actor =
  /** `isUnfinished`: somebody whose sign-in still waits for a second factor or a password of their own. */
  | { kind: 'anonymous'; permissions: ReadonlySet<Permission>; isUnfinished?: true }
  | { kind: 'system'; name: string; permissions: ReadonlySet<Permission> }
  | {
      kind: 'staff';
      userId: string;
      staffId: Id<'staff'>;
      name: string;
      organizationId: Id<'organization'>;
      organizationKind: OrganizationKind;
      permissions: ReadonlySet<Permission>;
      /** For the audit log: what they are called there, where they belong, and the session that they act in. */
      role?: string;
      departmentId?: string;
      sessionId?: string;
      /** The permissions that hold for some departments only; one that is not here holds for the whole organization. */
      departmentsOf?: ReadonlyMap<Permission, readonly Id<'department'>[]>;
      /** What this transaction may touch; absent for the whole organization. Set by `withinScope`. */
      departments?: readonly Id<'department'>[];
    }
  | {
      kind: 'member';
      userId: string;
      memberId: Id<'member'>;
      permissions: ReadonlySet<Permission>;
      sessionId?: string;
      /** Set where a guardian acts in the place of `memberId`, a child of theirs; `userId` and the session are the guardian's. */
      guardianId?: Id<'member'>;
    }
  | {
      kind: 'terminal';
      terminalId: Id<'terminal'>;
      merchantId: Id<'organization'>;
      permissions: ReadonlySet<Permission>;
    };

/** An open transaction that knows no table: each module's queries.ts adds its own with `withTables`. */
export type Tx = Transaction<Record<never, never>>;

/** What every use case gets: one transaction, one *who*, one clock. A lower module is called with the same `ctx` and joins the transaction. */
export type Ctx = {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
  /** Where the request came from; absent in jobs. */
  readonly address?: string;
  /** What the caller's program calls itself; absent in jobs. */
  readonly userAgent?: string;
};

/** The system itself, at work in jobs and look-ups; it has no permissions, since it asks for no route. */
export function systemActor(name: string): Actor {
  return { kind: 'system', name, permissions: new Set() };
}
