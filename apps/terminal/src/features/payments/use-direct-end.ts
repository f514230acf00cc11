import { RESULT_HELD_MS, useShownFor } from '../../parts/use-shown-for.ts';
import { isOver } from './direct-flow.ts';
import type { TillControls } from './use-till.ts';

export type DirectEnd = {
  /** A direct sale is on the screen: under way, or its result. */
  isShown: boolean;
  /** … and it is over. */
  isOver: boolean;
  leave: () => void;
  /** The same by a key, which a finger may still hold from the step before. */
  leaveByKey: () => void;
};

/** What was paid leaves the till empty; what was not keeps its amount for another way of paying. */
export function useDirectEnd({ direct, dispatch, totalMinor }: TillControls): DirectEnd {
  const shownForMs = useShownFor(direct.state.step);
  const isPaid = direct.state.step === 'ended' && direct.state.sale.state === 'paid';
  const leave = () => {
    direct.dispatch({ type: 'dismissed' });
    dispatch({ type: isPaid || totalMinor === 0 ? 'reset' : 'retry' });
  };
  return {
    isShown: direct.state.step !== 'idle',
    isOver: direct.state.step !== 'idle' && isOver(direct.state),
    leave,
    leaveByKey: () => {
      if (shownForMs() >= RESULT_HELD_MS) leave();
    },
  };
}
