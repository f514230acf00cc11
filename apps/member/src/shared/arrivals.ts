import type { Payment } from '@tessera/contract';
import { createContext, useContext, useEffect, useEffectEvent } from 'react';

export type Arrivals = {
  /** The live stream stands, so that what is shown is what is. */
  online: boolean;
  /** Payments that came in while the app was open, for a few seconds each. */
  fresh: ReadonlySet<string>;
  /** Hears every payment, refund and top-up as it arrives; answers how to stop. */
  listen: (hear: (payment: Payment) => void) => () => void;
};

export const ArrivalsContext = createContext<Arrivals | null>(null);

export function useArrivals(): Arrivals {
  const arrivals = useContext(ArrivalsContext);
  if (!arrivals) throw new Error('useArrivals needs a LiveProvider above it');
  return arrivals;
}

/** Calls `hear` with each movement that arrives while the component is on the screen. */
export function useArrival(hear: (payment: Payment) => void): void {
  const { listen } = useArrivals();
  const tell = useEffectEvent(hear);
  useEffect(() => listen((payment) => tell(payment)), [listen]);
}
