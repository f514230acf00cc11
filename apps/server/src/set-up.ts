/**
 * `npm run set-up -- --operator=NAME --name=NAME --user=NAME`: begins a real installation with its operator and first administrator.
 * `npm run set-up -- --role=auditor --name=NAME --user=NAME`: makes the first security administrator or auditor of one that has begun, whom
 * no administrator can make, or another administrator when the last one is gone.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { name, userName } from '@tessera/contract';
import { z } from 'zod';
import { openInstallation, type Stop, stopAll } from './installation.ts';
import { appointStaff, createOperator, findOperator } from './modules/organizations/index.ts';
import { readConfig } from './platform/config.ts';
import { type Ctx, systemActor } from './platform/ctx.ts';
import { createLog } from './platform/log.ts';

const DUTY_ROLES = ['administrator', 'securityAdministrator', 'auditor'] as const;
const answers = z.union([
  z.object({ operator: name, name, user: userName, role: z.undefined().optional() }),
  z.object({ operator: z.undefined().optional(), name, user: userName, role: z.enum(DUTY_ROLES) }),
]);
type Answers = z.infer<typeof answers>;

async function setUp(stops: Stop[]): Promise<void> {
  const { values } = parseArgs({
    options: { operator: { type: 'string' }, name: { type: 'string' }, user: { type: 'string' }, role: { type: 'string' } },
  });
  const asked = answers.safeParse(values);
  if (!asked.success) {
    throw new Error(
      `Say who: npm run set-up -- --operator="Lakeside University" --name="Zhou Ming" --user=zhou.ming
Later:   npm run set-up -- --role=auditor --name="Feng Tao" --user=feng.tao   (${DUTY_ROLES.join(', ')})`,
    );
  }
  const config = readConfig(process.env);
  const database = await openInstallation(config, { log: createLog({ level: 'warn' }), clock: () => new Date(), stops });
  const password = randomBytes(12).toString('base64url');
  const operator = await database.transaction(systemActor('set-up'), {}, (ctx) => enter(ctx, asked.data, password));
  console.log(`\n  ${operator}: sign in to the console as ${asked.data.user} with the password ${password}\n  It is shown this once.\n`);
}

/** Answers the operator's name. */
async function enter(ctx: Ctx, { operator, name, user, role = 'administrator' }: Answers, password: string): Promise<string> {
  const known = await findOperator(ctx);
  if (operator !== undefined && known) throw new Error(`This installation belongs to ${known.name} already.`);
  if (operator === undefined && !known) throw new Error('This installation has no operator yet: begin with --operator.');
  const home = known ?? (await createOperator(ctx, { name: operator ?? '' }));
  await appointStaff(ctx, { name, userName: user, password, organizationId: home.id, role });
  return home.name;
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
