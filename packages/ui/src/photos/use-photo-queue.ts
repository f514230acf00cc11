import { useState } from 'react';
import { isUnanswered } from '../keyed-call.ts';
import { leftAfter } from './left-after.ts';
import { shrinkPhoto } from './shrink-photo.ts';

/** Sends chosen photos one after the other. What got no answer waits to be tried again; what was refused is told and left out, and those behind it go on. */
export function usePhotoQueue(send: (file: File) => Promise<unknown>) {
  const [waiting, setWaiting] = useState<readonly File[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const run = async (files: readonly File[]) => {
    setBusy(true);
    setError(null);
    let left = files;
    while (left[0]) {
      setWaiting(left);
      const failure = await send(left[0]).then(
        () => null,
        (reason: unknown) => reason,
      );
      if (failure !== null) setError(failure);
      left = leftAfter(left, failure);
      if (isUnanswered(failure)) break;
    }
    setWaiting(left);
    setBusy(false);
  };
  const add = async (chosen: readonly File[]) => {
    setBusy(true);
    const shrunk = await Promise.allSettled(chosen.map(shrinkPhoto));
    await run(shrunk.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])));
    const unread = shrunk.find((each) => each.status === 'rejected');
    if (unread) setError((known: unknown) => known ?? unread.reason);
  };
  return { add, again: () => run(waiting), waitingCount: waiting.length, isBusy, error };
}
