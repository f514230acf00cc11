import { z } from 'zod';
import type { Core } from './app.ts';
import { TERMINALS_CHANNEL } from './modules/terminals/index.ts';
import { CACHE_CHANNEL, readCacheNews } from './platform/cache-news.ts';

const tillNews = z.object({
  terminalId: z.string(),
  message: z.discriminatedUnion('type', [
    z.object({ type: z.literal('policy') }),
    z.object({ type: z.literal('revoked') }),
    z.object({ type: z.literal('message'), text: z.string(), sentAt: z.string() }),
  ]),
});

/** Lets what any process changed reach what this one remembers and the tills it holds. Answers how to stop. */
export function hearNews(core: Core): () => void {
  const { hub, terminals, identity, tills, onFault } = core;
  identity.follow(hub);
  const stops = [
    hub.onNotify(CACHE_CHANNEL, (text) => {
      const news = readCacheNews(text);
      if (news?.kind === 'terminal' || news?.kind === 'organization') terminals.forget({ kind: news.kind, id: news.id });
    }),
    hub.onNotify(TERMINALS_CHANNEL, (text) => {
      const news = tillNews.safeParse(parseJson(text)).data;
      if (news) tills.tell(news.terminalId, news.message).catch(onFault);
    }),
    // News may have been lost with the connection, so nothing remembered is trusted.
    hub.onResync(() => terminals.forgetAll()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
