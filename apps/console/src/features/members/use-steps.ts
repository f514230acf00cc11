import type { Id } from '@tessera/kernel';
import { useState } from 'react';
import { useLookAgain } from './use-members.ts';

type MemberId = Id<'member'>;
type Progress = { done: number; total: number };
type Outcome<Result> = { results: Result[]; error: unknown };

/** Members of one request; the server takes no more. */
const AT_ONCE = 200;

/** Does something to many members, a step after the other; what a step did stays when a later one fails. */
export function useSteps() {
  const look = useLookAgain();
  const [progress, setProgress] = useState<Progress | null>(null);
  const run = async <Result>(memberIds: readonly MemberId[], act: (step: MemberId[]) => Promise<Result>): Promise<Outcome<Result>> => {
    const results: Result[] = [];
    const total = memberIds.length;
    let error: unknown = null;
    setProgress({ done: 0, total });
    try {
      for (let done = 0; done < total; done += AT_ONCE) {
        results.push(await act(memberIds.slice(done, done + AT_ONCE)));
        setProgress({ done: Math.min(done + AT_ONCE, total), total });
      }
    } catch (caught) {
      error = caught;
    }
    setProgress(null);
    await look();
    return { results, error };
  };
  return { progress, run };
}
