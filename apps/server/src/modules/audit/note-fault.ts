import { DAY_MS, newId } from '@tessera/kernel';
import { type Actor, type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { deleteFaultsBefore, insertFault } from './fault-queries.ts';

/** A request that failed through a fault of ours. The error's words stay in the server's log: they may hold what nobody here should read. */
export type Fault = { requestId: string; route: string; actor: Actor; error: unknown };

const SYSTEM = systemActor('audit.noteFault');
/** Written down in a minute by one server; a fault that everybody meets is known by then. */
export const FAULTS_PER_MINUTE = 60;
const MINUTE_MS = 60_000;
const KEPT_DAYS = 30;
const NAME = /^[\w.]{1,80}$/;
const OWN_PLACE = /apps\/server\/(?:src|seed)\/([\w./-]{1,180}:\d+)/;

/** Writes faults down, each in a transaction of its own, since that of the request is lost. */
export function createFaultBook({ database, clock, onFault }: { database: Database; clock: () => Date; onFault: (error: unknown) => void }) {
  let minute = 0;
  let written = 0;
  return async (fault: Fault): Promise<void> => {
    const now = Math.floor(clock().getTime() / MINUTE_MS);
    if (now !== minute) [minute, written] = [now, 0];
    written += 1;
    if (written > FAULTS_PER_MINUTE) return;
    await database.transaction(SYSTEM, { requestId: fault.requestId }, (ctx) => noteFault(ctx, fault)).catch(onFault);
  };
}

async function noteFault(ctx: Ctx, { requestId, route, actor, error }: Fault): Promise<void> {
  await insertFault(ctx, {
    id: newId<'fault'>(ctx.now.getTime()),
    at: ctx.now,
    request_id: requestId,
    route,
    actor_kind: actor.kind,
    actor_name: nameOf(actor),
    error_name: error instanceof Error && NAME.test(error.name) ? error.name : 'Error',
    error_code: codeOf(error),
    place: (error instanceof Error && OWN_PLACE.exec(error.stack ?? '')?.[1]) || null,
  });
}

export async function forgetFaults(ctx: Ctx): Promise<void> {
  await deleteFaultsBefore(ctx, new Date(ctx.now.getTime() - KEPT_DAYS * DAY_MS));
}

/** Members and terminals by their ids alone, as in the audit log. */
function nameOf(actor: Actor): string {
  if (actor.kind === 'staff' || actor.kind === 'system') return actor.name;
  if (actor.kind === 'member') return actor.memberId;
  return actor.kind === 'terminal' ? actor.terminalId : actor.kind;
}

function codeOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && NAME.test(code) ? code : null;
}
