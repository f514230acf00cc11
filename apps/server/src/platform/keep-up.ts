import { type Ctx, systemActor } from './ctx.ts';
import type { Database } from './database.ts';

/** Without a wake-up there is still a look this often, for what other processes did. */
const LOOK_EVERY_MS = 1_000;
/** After a fault, the pause before the next try. */
const PAUSE_MS = 2_000;

/** A piece of work that follows something: answers how much it did, 0 when it has caught up. One transaction a call. */
export type Step = { name: string; run: (ctx: Ctx) => Promise<number> };

export type Follower = {
  /** There is something new; returns at once. */
  wake(): void;
  /** Finishes the step under way and stops. */
  stop(): Promise<void>;
};

/** Runs the steps until all have caught up, rests, and begins again, for as long as the process lives. */
export function keepUp(parts: { database: Database; steps: readonly Step[]; onFault: (error: unknown) => void }): Follower {
  let stopping = false;
  let woken = false;
  let rouse: () => void = () => {};

  const rest = async (ms: number): Promise<void> => {
    if (woken || stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };

  const round = async (): Promise<number> => {
    let done = 0;
    for (const { name, run } of parts.steps) done += await parts.database.transaction(systemActor(name), { requestId: name }, run);
    return done;
  };

  const run = async (): Promise<void> => {
    while (!stopping) {
      woken = false;
      try {
        if ((await round()) === 0) await rest(LOOK_EVERY_MS);
      } catch (error) {
        parts.onFault(error);
        await rest(PAUSE_MS);
      }
    }
  };
  const running = run();

  return {
    wake() {
      woken = true;
      rouse();
    },
    async stop() {
      stopping = true;
      rouse();
      await running;
    },
  };
}
