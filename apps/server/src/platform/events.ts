import { z } from 'zod';
import type { Ctx } from './ctx.ts';
import { addJobs, type Job } from './jobs.ts';

/** A fact in the past tense, `cards.cardFrozen`, with what its subscribers need to know. */
export type Event<Payload> = { name: string; schema: z.ZodType<Payload> };

export function defineEvent<Payload>(name: string, schema: z.ZodType<Payload>): Event<Payload> {
  return { name, schema };
}

/** Names of the jobs that wait for each event. Subscribing is part of loading a module, so every process that publishes knows them. */
const subscribers = new WeakMap<object, Set<string>>();

/** Runs `useCase` for every such event, in a transaction of its own after the publisher's, as the system; perhaps more than once. */
export function on<Payload>(event: Event<Payload>, subscriber: string, useCase: (ctx: Ctx, payload: Payload) => Promise<unknown>): Job<Payload> {
  const name = `${event.name} > ${subscriber}`;
  const names = subscribers.get(event) ?? new Set();
  subscribers.set(event, names.add(name));
  return { mode: 'transaction', name, schema: event.schema, run: useCase };
}

/** Takes a subscription back, for a test that leaves nothing to the next one in its process. */
export function off(event: { name: string }, { name }: { name: string }): void {
  subscribers.get(event)?.delete(name);
}

/** Queues one job per subscriber, in the transaction of `ctx`: what is rolled back has not happened. */
export async function publish<Payload>(ctx: Ctx, event: Event<Payload>, payload: Payload): Promise<void> {
  const input = event.schema.parse(payload);
  await addJobs(
    ctx,
    [...(subscribers.get(event) ?? [])].map((name) => ({ name, input })),
  );
}

/** Runs `useCase` by the clock: five fields (minute, hour, day, month, day of week) in the operator's time zone. */
export function every(cron: string, name: string, useCase: (ctx: Ctx) => Promise<unknown>): Job<unknown> {
  return { mode: 'transaction', name, schema: z.unknown(), cron, run: (ctx) => useCase(ctx) };
}
