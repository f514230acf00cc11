import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from './ctx.ts';

/** The channel on which servers tell each other what to forget. */
export const CACHE_CHANNEL = 'tessera_cache';

const cacheNews = z.object({ kind: z.enum(['user', 'terminal', 'organization', 'setting']), id: z.string() });
export type CacheNews = z.output<typeof cacheNews>;

/** Tells every server, when this commits, to forget what it remembers of these. */
export async function tellCaches(ctx: Ctx, kind: CacheNews['kind'], ids: readonly string[]): Promise<void> {
  const news = ids.map((id) => JSON.stringify({ kind, id }));
  await sql`select pg_notify(${CACHE_CHANNEL}, news) from unnest(${news}::text[]) as news`.execute(ctx.tx);
}

/** What a notice on the channel says; undefined for what this version does not know. */
export function readCacheNews(text: string): CacheNews | undefined {
  try {
    return cacheNews.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
