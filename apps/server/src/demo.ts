import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Id, isId } from '@tessera/kernel';
import { DEMO_MEMBERS, DEMO_PASSWORD, DEMO_PIN, DEMO_STAFF } from '../seed/people.ts';
import type { Demo } from './landing.ts';
import { findOrganizations } from './modules/organizations/index.ts';
import { findTerminals, renewEnrolmentCode } from './modules/terminals/index.ts';
import { systemActor } from './platform/ctx.ts';
import type { Database } from './platform/database.ts';
import type { SecretBox } from './platform/secret-box.ts';

const MESSAGES_SHOWN = 5;
const DEMO = systemActor('demo');

/** What the landing page of a demo shows and does. `tills` are the terminals that the seed made. */
export function createDemo(parts: { database: Database; secrets: SecretBox; outbox: string; tills: readonly Id<'terminal'>[] }): Demo {
  const { database, secrets, outbox, tills } = parts;
  return {
    password: DEMO_PASSWORD,
    pin: DEMO_PIN,
    members: DEMO_MEMBERS,
    staff: DEMO_STAFF,
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
    listMessages: () => newestMessages(outbox),
  };
}

async function newestMessages(outbox: string): Promise<{ to: string; text: string; sentAt: string }[]> {
  const files = (await readdir(outbox).catch(() => []))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .reverse();
  const read = files.slice(0, MESSAGES_SHOWN).map(async (file) => JSON.parse(await readFile(join(outbox, file), 'utf8')));
  return Promise.all(read);
}
