/** `npm run set-up -- --operator=NAME --name=NAME --user=NAME`: begins a real installation with its operator and first administrator. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { name, userName } from '@tessera/contract';
import { z } from 'zod';
import { openInstallation, type Stop, stopAll } from './installation.ts';
import { appointStaff, createOperator, findOperator } from './modules/organizations/index.ts';
import { readConfig } from './platform/config.ts';
import { systemActor } from './platform/ctx.ts';
import { createLog } from './platform/log.ts';

const answers = z.object({ operator: name, name, user: userName });

async function setUp(stops: Stop[]): Promise<void> {
  const { values } = parseArgs({ options: { operator: { type: 'string' }, name: { type: 'string' }, user: { type: 'string' } } });
  const asked = answers.safeParse(values);
  if (!asked.success) throw new Error('Say who: npm run set-up -- --operator="Lakeside University" --name="Zhou Ming" --user=zhou.ming');
  const config = readConfig(process.env);
  const database = await openInstallation(config, { log: createLog({ level: 'warn' }), clock: () => new Date(), stops });
  const password = randomBytes(12).toString('base64url');
  await database.transaction(systemActor('set-up'), {}, async (ctx) => {
    const known = await findOperator(ctx);
    if (known) throw new Error(`This installation belongs to ${known.name} already.`);
    const { id } = await createOperator(ctx, { name: asked.data.operator });
    await appointStaff(ctx, { name: asked.data.name, userName: asked.data.user, password, organizationId: id, role: 'administrator' });
  });
  console.log(
    `\n  ${asked.data.operator} is set up. Sign in to the console as ${asked.data.user} with the password ${password}\n  It is shown this once.\n`,
  );
}

const stops: Stop[] = [];
try {
  await setUp(stops);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await stopAll(stops);
}
