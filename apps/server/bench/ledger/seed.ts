import type pg from 'pg';

export type Seed = { readonly wallets: number; readonly merchants: number };

/** Numbers of the seeded accounts: wallets from `firstWallet` on, merchants from `firstMerchant` on, without gaps. */
export type Seeded = Seed & { readonly firstWallet: number; readonly firstMerchant: number };

const OPENING_MINOR = 1_000_000_000;

/** Opens accounts by set-based SQL, each wallet with an opening balance taken from one operator's account, so that the books balance. */
export async function seedLedger(pool: pg.Pool, seed: Seed): Promise<Seeded> {
  const first = await pool.query<{ id: string }>(`select coalesce(max(id), 0) + 1 as id from ledger.account`);
  const firstWallet = Number(first.rows[0]?.id);
  const firstMerchant = firstWallet + seed.wallets;
  await pool.query(
    `insert into ledger.account (id, bucket, owner, unit, kind, balance, opened_at)
     select id, id & 63, gen_random_uuid(), 1, 1, $3, now() from generate_series($1::bigint, $1::bigint + $2 - 1) id`,
    [firstWallet, seed.wallets, OPENING_MINOR],
  );
  await pool.query(
    `insert into ledger.account (id, bucket, owner, unit, kind, floor, hot, opened_at)
     select id, id & 63, gen_random_uuid(), 1, 2, null, true, now() from generate_series($1::bigint, $1::bigint + $2 - 1) id`,
    [firstMerchant, seed.merchants],
  );
  await pool.query(`select setval('ledger.account_id_seq', $1)`, [firstMerchant + seed.merchants]);
  await pool.query('vacuum analyze ledger.account');
  return { ...seed, firstWallet, firstMerchant };
}
