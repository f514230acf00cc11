import type { TicketAct } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { insertTraces } from './queries.ts';

export type Traced = { id: Id<'ticket'>; generation: number };

/** Writes down what happened to tickets, and who did it where that is somebody at work. */
export function trace(ctx: Ctx, tickets: readonly Traced[], of: { act: TicketAct; by?: string; note?: string }): Promise<void> {
  const by = of.by ?? (ctx.actor.kind === 'staff' ? ctx.actor.name : '');
  const rows = tickets.map(({ id, generation }) => ({
    id: newId<'trace'>(ctx.now.getTime()),
    ticket_id: id,
    act: of.act,
    generation,
    by_name: by,
    note: of.note ?? '',
    at: ctx.now,
  }));
  return asSystem(ctx, (system) => insertTraces(system, rows));
}
