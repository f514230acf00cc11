/** Stands between the server and its database, for tests that ask what happens when a guard is gone. */
import type { Actor } from '../../src/platform/ctx.ts';
import type { Database } from '../../src/platform/database.ts';

export type Door = {
  over: (database: Database) => Database;
  /** `take back`: what people and devices write is undone after it was answered. `mistaken`: whoever asks is taken for their twin of the other side. */
  mode: 'open' | 'take back' | 'mistaken';
  twinOf: (actor: Actor) => Actor;
};

/** Carries the answer out of a transaction that is rolled back. */
class TakenBack extends Error {
  readonly answer: unknown;

  constructor(answer: unknown) {
    super('taken back');
    this.answer = answer;
  }
}

export function createDoor(): Door {
  const door: Door = { over, mode: 'open', twinOf: (actor) => actor };
  function over(database: Database): Database {
    const transaction: Database['transaction'] = async (actor, options, fn) => {
      if (actor.kind === 'system' || door.mode === 'open') return database.transaction(actor, options, fn);
      if (door.mode === 'mistaken') return database.transaction(door.twinOf(actor), options, fn);
      try {
        return await database.transaction(actor, options, async (ctx) => {
          throw new TakenBack(await fn(ctx));
        });
      } catch (error) {
        if (error instanceof TakenBack) return error.answer as Awaited<ReturnType<typeof fn>>; // What `fn` answered a moment ago.
        throw error;
      }
    };
    return { ...database, transaction };
  }
  return door;
}
