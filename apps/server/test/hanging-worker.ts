/** A worker process whose one job says that it has begun and never ends; the test that starts it kills it. */
import { z } from 'zod';
import { openDatabase } from '../src/platform/database.ts';
import { defineDirectJob } from '../src/platform/jobs.ts';
import { createLog } from '../src/platform/log.ts';
import { startWorker } from '../src/platform/worker.ts';

const { OWNER_URL: ownerUrl = '', APP_ROLE: appRole = '', SECRET: secret = '' } = process.env;
const database = await openDatabase({ ownerUrl, appRole, secret, timeZone: 'Asia/Shanghai', poolSize: 2 });
const hang = defineDirectJob('write', z.object({ text: z.string() }), () => {
  process.stdout.write('begun\n');
  return new Promise<void>(() => undefined);
});
await startWorker({ database, registry: [hang], concurrency: 1, timeZone: 'UTC', log: createLog({ level: 'silent' }) });
