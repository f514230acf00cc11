import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectCampaignsById } from './queries.ts';

/** What a module that sells has to know of a campaign: how it is called, when it runs, and the account that its bearer's part comes from. */
export type CampaignTerms = {
  readonly name: { readonly zh: string; readonly en: string };
  readonly accountId: number;
  readonly code: string | null;
  readonly beginsAt: Date;
  readonly endsAt: Date | null;
};

/** Those that the actor may look at. */
export async function findCampaigns(ctx: Ctx, ids: Iterable<Id<'campaign'>>): Promise<Map<Id<'campaign'>, CampaignTerms>> {
  const rows = await selectCampaignsById(ctx, [...new Set(ids)]);
  return new Map(
    rows.map((row) => [
      row.id,
      { name: { zh: row.name_zh, en: row.name_en }, accountId: row.account_id, code: row.code, beginsAt: row.begins_at, endsAt: row.ends_at },
    ]),
  );
}
