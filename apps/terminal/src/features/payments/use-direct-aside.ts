import type { Sale } from '@tessera/contract';
import { ProblemError } from '@tessera/contract/client';
import { useEffect, useState } from 'react';
import type { TillClient } from '../../link/terminal-session.tsx';
import { type DirectKey, dropPendingDirect, readPendingDirect } from './direct-flow.ts';

export type DirectAside = { notices: readonly Sale[]; acknowledge: (saleId: string) => void };

const ASK_EVERY_MS = 5_000;

/** Sales that were set aside go on being asked for; what became of them is told until the cashier has seen it. */
export function useDirectAside(client: TillClient, current: DirectKey | undefined): DirectAside {
  const [notices, setNotices] = useState<readonly Sale[]>([]);
  useEffect(() => {
    const ask = async () => {
      for (const { key } of readPendingDirect()) {
        if (key === current) continue;
        const found = await client.sales.getTerminalSale({ saleId: key }).catch((error: unknown) => (isUnknown(error) ? 'unknown' : null));
        if (found === null || (found !== 'unknown' && found.state === 'waiting')) continue;
        dropPendingDirect(key);
        if (found !== 'unknown') setNotices((before) => [...before.filter(({ id }) => id !== found.id), found]);
      }
    };
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [client, current]);
  return { notices, acknowledge: (saleId) => setNotices((before) => before.filter(({ id }) => id !== saleId)) };
}

function isUnknown(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'sales.unknown';
}
