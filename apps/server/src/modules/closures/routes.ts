import { closures } from '@tessera/contract';
import { type BoundRoute, bind } from '../../platform/bind.ts';
import type { ClosuresParts } from './begin-closure.ts';
import { createClosureRound } from './create-closure-round.ts';
import { approveClosureRound, refuseClosureRound, startClosureRound } from './decide-closure-round.ts';
import { getClosureRound, listClosureRounds, listClosures } from './list-closures.ts';
import { payClosure, undoClosure } from './settle-closure.ts';

export function createClosuresRoutes(parts: ClosuresParts): BoundRoute[] {
  return bind(closures, {
    listClosureRounds,
    getClosureRound,
    listClosures,
    createClosureRound,
    startClosureRound,
    approveClosureRound,
    refuseClosureRound,
    payClosure: (ctx, input) => payClosure(ctx, input, parts),
    undoClosure: (ctx, input) => undoClosure(ctx, input, parts),
  });
}
