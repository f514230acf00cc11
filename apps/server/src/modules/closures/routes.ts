import { closures } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, omit, pick } from '../../platform/bind.ts';
import { createClosureRound } from './create-closure-round.ts';
import { approveClosureRound, refuseClosureRound, startClosureRound } from './decide-closure-round.ts';
import { getClosureRound, listClosureRounds, listClosures } from './list-closures.ts';
import { type PayParts, payClosure, recheckClosure, undoClosure } from './settle-closure.ts';

/** Keeps a new sum although it answers that nothing was paid. */
const DIRECT = ['payClosure'] as const;

export function createClosuresRoutes(parts: PayParts): BoundRoute[] {
  return [
    ...bind(omit(closures, DIRECT), {
      listClosureRounds,
      getClosureRound,
      listClosures,
      createClosureRound,
      startClosureRound,
      approveClosureRound,
      refuseClosureRound,
      recheckClosure,
      undoClosure: (ctx, input) => undoClosure(ctx, input, parts),
    }),
    ...bindDirect(pick(closures, DIRECT), { payClosure: (call, input) => payClosure(parts, call, input) }),
  ];
}
