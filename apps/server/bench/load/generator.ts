/** The load generator: a process of its own, which takes tasks from the bench and answers what came of them. */
import { drive } from './drive.ts';
import type { Report, Task } from './messages.ts';

const tell = (report: Report): void => void process.send?.(report);

process.on('message', (task: Task) => {
  drive(task, () => tell({ kind: 'warm' })).then(
    (outcome) => tell({ kind: 'done', outcome }),
    (error: unknown) => tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
