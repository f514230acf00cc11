import type pg from 'pg';

/** Numbers of seeded accounts: wallets from `firstWallet` on, merchants from `firstMerchant` on, without gaps. */
export type Accounts = { readonly wallets: number; readonly merchants: number; readonly firstWallet: number; readonly firstMerchant: number };

/** Wallets begin at 0 and may go this far below, so that the books balance without a million top-ups. */
const FLOOR_MINOR = -1_000_000_000;

/** Opens accounts that belong to nobody, by one statement. `owner` may vacuum. */
export async function seedAccounts(owner: pg.Pool, seed: { readonly wallets: number; readonly merchants: number }): Promise<Accounts> {
  const taken = await owner.query<{ id: string }>(
    `select setval('ledger.account_id_seq', last_value + $1::bigint) - $1::bigint + 1 as id from ledger.account_id_seq`,
    [seed.wallets + seed.merchants],
  );
  const firstWallet = Number(taken.rows[0]?.id);
  const firstMerchant = firstWallet + seed.wallets;
  await owner.query(
    `insert into ledger.account (id, bucket, owner, unit, kind, hot, floor, opened_at)
     select id, id & 63, gen_random_uuid(), 1, case when id < $2 then 1 else 2 end, id >= $2, case when id < $2 then $4::bigint end, now()
     from generate_series($1::bigint, $3::bigint) id`,
    [firstWallet, firstMerchant, firstMerchant + seed.merchants - 1, FLOOR_MINOR],
  );
  await owner.query('vacuum analyze ledger.account');
  return { ...seed, firstWallet, firstMerchant };
}
