import type { Id } from '@tessera/kernel';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { useSteps } from './use-steps.ts';

type Place = { departmentId: Id<'department'> | null; department: string | null };
/** A member who was moved, and from where. */
export type Moved = Place & { memberId: Id<'member'> };
type MoveOutcome = { moved: Moved[]; refused: number; error: unknown };

/** Moves members in steps, and back to where each of them was. */
export function useMove() {
  const { progress, run } = useSteps();
  const [error, setError] = useState<unknown>(null);
  const move = async (memberIds: readonly Id<'member'>[], { departmentId, department }: Place): Promise<MoveOutcome> => {
    const { results, error: fault } = await run(memberIds, (step) =>
      client.members.moveMembers({ memberIds: step, departmentId, ...(departmentId === null && { department }) }),
    );
    setError(fault);
    return { moved: results.flatMap(({ moved }) => moved), refused: results.reduce((sum, { refused }) => sum + refused.length, 0), error: fault };
  };
  const undo = async (moved: readonly Moved[]): Promise<boolean> => {
    for (const [place, memberIds] of byPlace(moved)) if ((await move(memberIds, place)).error) return false;
    return true;
  };
  return { progress, error, move, undo };
}

/** Who goes back to the same place goes together. */
function byPlace(moved: readonly Moved[]): [Place, Id<'member'>[]][] {
  const places = new Map<string, [Place, Id<'member'>[]]>();
  for (const { memberId, departmentId, department } of moved) {
    const key = `${departmentId ?? ''} ${department ?? ''}`;
    const known = places.get(key) ?? [{ departmentId, department }, []];
    known[1].push(memberId);
    places.set(key, known);
  }
  return [...places.values()];
}
