import { AppError, type ContentOf, type OutputOf, type reports } from '@tessera/contract';
import type { Call } from '../../platform/bind.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { lockSubscription, updateSubscription } from './mail-queries.ts';
import { subscriptionOfKey } from './stop-key.ts';

type Contract = typeof reports;
type Parts = { database: Database; secrets: SecretBox };

/** The key in the letter says whose report it is; nobody is signed in. */
export function stopCalledReport(
  { database, secrets }: Parts,
  { requestId, address, now }: Pick<Call, 'requestId' | 'address' | 'now'>,
  { stopKey }: Pick<ContentOf<Contract['stopReportMail']>, 'stopKey'>,
): Promise<OutputOf<Contract['stopReportMail']>> {
  return database.transaction(systemActor('reports.stopReportMail'), { requestId, address, now }, (ctx) => stopReportMail(ctx, stopKey, secrets));
}

/** Ask as the system. What is paused already stays as it is. @throws AppError `reports.stop_key_wrong` */
async function stopReportMail(ctx: Ctx, stopKey: string, secrets: SecretBox): Promise<OutputOf<Contract['stopReportMail']>> {
  const id = subscriptionOfKey(stopKey, { secrets });
  const row = id && (await lockSubscription(ctx, id));
  if (!row) throw new AppError('reports.stop_key_wrong');
  if (row.status === 'active') {
    await updateSubscription(ctx, row.id, { status: 'paused' });
    await record(ctx, {
      action: 'reports.stopReportMail',
      targetKind: 'reportSubscription',
      targetId: row.id,
      before: { status: row.status },
      after: { status: 'paused' },
    });
  }
  return { name: row.name };
}
