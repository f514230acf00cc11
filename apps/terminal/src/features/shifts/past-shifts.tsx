import { useInfiniteQuery } from '@tanstack/react-query';
import { exactTime, Money } from '@tessera/ui';
import { useTerminalSession } from '../../link/terminal-session.tsx';
import { usePrint } from '../../parts/print-strip.tsx';
import { useTexts } from '../../texts.ts';
import { ShiftStrip, useDifference } from './shift-report.tsx';

const PAGE = 10;

/** The shifts that this till closed, newest first, to be looked at and printed again. */
export function PastShifts() {
  const t = useTexts();
  const { client } = useTerminalSession();
  const differenceText = useDifference();
  const { print, printing } = usePrint();
  const list = useInfiniteQuery({
    queryKey: ['payments', 'shifts'],
    queryFn: ({ pageParam, signal }) => client.sales.listTerminalShifts({ limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const closed = (list.data?.pages.flatMap((page) => page.items) ?? []).filter(({ closedAt }) => closedAt !== null);
  return (
    <section className="shift-card">
      <h2>{t('shiftPage.past')}</h2>
      {list.isSuccess && closed.length === 0 && <p>{t('shiftPage.pastEmpty')}</p>}
      <ul className="shift-past">
        {closed.map((shift) => (
          <li key={shift.id}>
            <div>
              <strong>{t('shift.name', { no: shift.shiftNo })}</strong> · {shift.closedBy}
              <p className="money">{exactTime(shift.closedAt ?? shift.openedAt).slice(0, 16)}</p>
            </div>
            <div className={shift.differenceMinor ? 'is-different' : ''}>
              <Money minor={shift.countedMinor ?? shift.expectedMinor} />
              <p>{differenceText(shift.differenceMinor ?? shift.expectedMinor)}</p>
            </div>
            <button type="button" className="button" onClick={() => print(<ShiftStrip shift={shift} />)}>
              {t('shift.print')}
            </button>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" className="button" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {list.isFetchingNextPage ? t('state.loading') : t('action.more')}
        </button>
      )}
      {printing}
    </section>
  );
}
