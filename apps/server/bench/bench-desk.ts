import { type Client, createClient } from '@tessera/contract/client';
import { appointStaff, createOperator, findOperator } from '../src/modules/organizations/index.ts';
import { systemActor } from '../src/platform/ctx.ts';
import type { Ground } from './ground.ts';
import { peakMemoryBytes } from './processor.ts';

const PASSWORD = 'correct horse battery';

/** An administrator of the operator, signed in to a server. */
export async function signInAtDesk(ground: Ground, port: number): Promise<Client> {
  const userName = 'bench-admin';
  await ground.database.transaction(systemActor('bench'), {}, async (ctx) => {
    const { id } = (await findOperator(ctx)) ?? (await createOperator(ctx, { name: '一卡通中心' }));
    await appointStaff(ctx, { name: '管理员', userName, password: PASSWORD, organizationId: id, role: 'administrator' });
  });
  return signIn({ port, app: 'console', userName, password: PASSWORD });
}

/** Somebody who has signed in to one of the apps. */
export async function signIn(as: { port: number; app: 'console' | 'member'; userName: string; password: string }): Promise<Client> {
  const { port, app, userName, password } = as;
  let cookie = '';
  const client = createClient({
    origin: `http://127.0.0.1:${port}`,
    headers: () => ({ 'x-tessera-app': app, ...(cookie && { cookie }) }),
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      const set = response.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
      if (set.length > 0) cookie = set.join('; ');
      return response;
    },
  });
  await client.identity.signInWithPassword({ userName, password });
  return client;
}

/** The most memory that a process has held so far, in megabytes. */
export function megabytesOf({ pid }: { pid: number }): number {
  return (peakMemoryBytes(pid) ?? 0) / 1e6;
}
