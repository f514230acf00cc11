import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { projectCharges } from './project-charges.ts';

/** Without a wake-up the journal is still looked at this often, for what other processes wrote. */
const LOOK_EVERY_MS = 1_000;
/** After a fault, the pause before the next try. */
const PAUSE_MS = 2_000;

export type JournalFollower = {
  /** There is something new; returns at once. */
  wake(): void;
  /** Finishes the step under way and stops. */
  stop(): Promise<void>;
};

/** Keeps what people look at behind the journal by a few milliseconds, for as long as the process lives. */
export function followCharges(parts: { database: Database; onFault: (error: unknown) => void }): JournalFollower {
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

  const run = async (): Promise<void> => {
    while (!stopping) {
      woken = false;
      try {
        const pages = await parts.database.transaction(systemActor('payments'), { requestId: 'journal-follower' }, projectCharges);
        if (pages === 0) await rest(LOOK_EVERY_MS);
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
