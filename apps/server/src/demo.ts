import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Id, isId } from '@tessera/kernel';
import { DEMO_IDENTITIES, DEMO_MEMBERS, DEMO_PASSWORD, DEMO_PIN, DEMO_STAFF } from '../seed/people.ts';
import type { Demo, DemoMessage } from './landing.ts';
import { findOrganizations, findStaffNamed } from './modules/organizations/index.ts';
import { findTerminals, renewEnrolmentCode } from './modules/terminals/index.ts';
import { systemActor } from './platform/ctx.ts';
import type { Database } from './platform/database.ts';
import type { SecretBox } from './platform/secret-box.ts';

const MESSAGES_SHOWN = 20;
const DEMO = systemActor('demo');

type DemoParts = {
  database: Database;
  secrets: SecretBox;
  /** Where text messages and letters lie that nobody carries. */
  outboxes: readonly string[];
  tills: readonly Id<'terminal'>[];
  offersSignIn: boolean;
  /** Where the pretended payment channels show their orders. */
  channelsUrl: string | undefined;
};

/** What the landing page of a demo shows and does. `tills` are the terminals that the seed made. */
export function createDemo(parts: DemoParts): Demo {
  const { database, secrets, outboxes, tills } = parts;
  return {
    password: DEMO_PASSWORD,
    pin: DEMO_PIN,
    channelsUrl: parts.channelsUrl,
    identities: parts.offersSignIn ? DEMO_IDENTITIES : [],
    members: DEMO_MEMBERS,
    // Of a campus that an older version made, some may be missing.
    listStaff: () =>
      database.transaction(DEMO, { readOnly: true }, async (ctx) => {
        const there: (typeof DEMO_STAFF)[number][] = [];
        for (const person of DEMO_STAFF) if (await findStaffNamed(ctx, person.userName)) there.push(person);
        return there;
      }),
    listTills: () =>
      database.transaction(DEMO, { readOnly: true }, async (ctx) => {
        const found = [...(await findTerminals(ctx, tills)).values()].filter((till) => till.status !== 'revoked');
        const merchants = await findOrganizations(
          ctx,
          found.map((till) => till.organizationId),
        );
        return found.map(({ id, name, status, organizationId }) => ({ id, name, status, merchantName: merchants.get(organizationId)?.name ?? '' }));
      }),
    renewCode: async (terminalId) => {
      const known = tills.find((till) => till === terminalId && isId(till));
      if (!known) throw new Error('not a till of the demo');
      const renewed = await database.transaction(DEMO, {}, (ctx) => renewEnrolmentCode(ctx, { terminalId: known }, secrets));
      return renewed.enrolmentCode;
    },
    listMessages: () => newestMessages(outboxes),
  };
}

/** An outbox writes whole files, but a new one may have been tidied away since the listing. */
async function newestMessages(outboxes: readonly string[]): Promise<DemoMessage[]> {
  const found = await Promise.all(outboxes.map(async (outbox) => (await readdir(outbox).catch(() => [])).map((file) => ({ outbox, file }))));
  const newest = found
    .flat()
    .filter(({ file }) => file.endsWith('.json'))
    .sort((a, b) => (a.file < b.file ? 1 : -1))
    .slice(0, MESSAGES_SHOWN);
  const read = newest.map(async ({ outbox, file }): Promise<DemoMessage[]> => {
    const text = await readFile(join(outbox, file), 'utf8').catch(() => undefined);
    return text === undefined ? [] : [JSON.parse(text)];
  });
  return (await Promise.all(read)).flat();
}
