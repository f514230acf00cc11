import type { audit, InputOf, OutputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { VERIFY_JOB } from './carry-on-verification.ts';
import { record } from './record.ts';
import { columnsOfWalk, verificationView } from './verification.ts';
import { insertVerification, selectRunning, selectVerification } from './verification-queries.ts';
import { type Anchor, beginWalk } from './walk-chain.ts';

type Input = InputOf<typeof audit.startVerification>;

/** Begins a walk over the whole chain, which a worker carries on. While one runs, that one is the answer: two would say the same. */
export async function startVerification(ctx: Ctx, input: Input): Promise<OutputOf<typeof audit.startVerification>> {
  const running = await selectRunning(ctx);
  if (running) return verificationView(running);
  const anchor: Anchor | undefined = input.anchor && { seq: input.anchor.seq, hash: Buffer.from(input.anchor.hash, 'hex') };
  const walk = await beginWalk(ctx, anchor);
  const id = newId<'verification'>(ctx.now.getTime());
  const isMine = await insertVerification(ctx, {
    id,
    started_at: ctx.now,
    started_by: ctx.actor.kind === 'staff' ? ctx.actor.name : ctx.actor.kind,
    anchor_seq: anchor?.seq ?? null,
    anchor_hash: anchor?.hash ?? null,
    ...columnsOfWalk(walk, ctx.now),
  });
  if (isMine) {
    await record(ctx, { action: 'audit.startVerification', targetKind: 'verification', targetId: id, after: { anchorSeq: anchor?.seq ?? null } });
    if (walk.end === null) await addJob(ctx, { job: VERIFY_JOB, input: { verificationId: id } });
  }
  const row = isMine ? await selectVerification(ctx, id) : await selectRunning(ctx);
  if (!row) throw new Error('the verification that ran a moment ago is gone');
  return verificationView(row);
}
