import { createContext, useContext } from 'react';

const OnlineContext = createContext(true);
export const OnlineProvider = OnlineContext;

/** Whether live events arrive; when not, what is shown may be out of date. */
export function useOnline(): boolean {
  return useContext(OnlineContext);
}
