import type { DrawerMoveKind, Shift } from '@tessera/contract';
import { DRAWER_MOVE_KINDS } from '@tessera/contract/sale-kinds';
import { errorKey, exactTime, Money } from '@tessera/ui';
import { useState } from 'react';
import { useShift } from '../../link/use-shift.ts';
import { Page } from '../../parts/page.tsx';
import { usePrint } from '../../parts/print-strip.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { useTexts } from '../../texts.ts';
import { DrawerCount } from './drawer-count.tsx';
import { DrawerMove } from './drawer-move.tsx';
import { OpenShift } from './open-shift.tsx';
import { PastShifts } from './past-shifts.tsx';
import { ShiftStrip, ShiftTable } from './shift-report.tsx';

type View = { step: 'now' } | { step: 'counting' } | { step: 'moving'; kind: DrawerMoveKind } | { step: 'closed'; shift: Shift };

/** The till's shift: opened with a float, its totals so far, the count of the drawer, and the closed ones before. */
export function ShiftPage() {
  const t = useTexts();
  const { data, error, isPending, refetch } = useShift();
  const [view, setView] = useState<View>({ step: 'now' });
  const shift = data?.shift ?? null;
  if (view.step === 'moving' && shift) return <DrawerMove shift={shift} kind={view.kind} onBack={() => setView({ step: 'now' })} />;
  if (view.step === 'closed') return <Closed shift={view.shift} onBack={() => setView({ step: 'now' })} />;
  if (view.step === 'counting' && data && shift) {
    return (
      <DrawerCount
        shift={shift}
        reasonAboveMinor={data.reasonAboveMinor}
        onBack={() => setView({ step: 'now' })}
        onClosed={(closed) => setView({ step: 'closed', shift: closed })}
      />
    );
  }
  return (
    <Page title={t('shiftPage.title')}>
      <div className="shift">
        {isPending && <div className="skeleton-row shift-skeleton" aria-hidden="true" />}
        {error && !data && (
          <div className="empty" role="alert">
            <p>{t(errorKey(error))}</p>
            <button type="button" className="button" onClick={() => void refetch()}>
              {t('action.retry')}
            </button>
          </div>
        )}
        {data && !shift && <OpenShift />}
        {shift && <Running shift={shift} onCount={() => setView({ step: 'counting' })} onMove={(kind) => setView({ step: 'moving', kind })} />}
        <PastShifts />
      </div>
    </Page>
  );
}

const MOVE_KEYS = { out: 'F8', in: 'F9' } as const satisfies Record<DrawerMoveKind, string>;

function Running({ shift, onCount, onMove }: { shift: Shift; onCount: () => void; onMove: (kind: DrawerMoveKind) => void }) {
  const t = useTexts();
  useKeys({ [MOVE_KEYS.out]: () => onMove('out'), [MOVE_KEYS.in]: () => onMove('in') });
  return (
    <section className="shift-card" data-testid="shift-running">
      <div className="shift-head">
        <div>
          <h2>
            {t('shift.name', { no: shift.shiftNo })} <span className="tag">{t('shiftPage.running')}</span>
          </h2>
          <p>{t('shiftPage.since', { time: exactTime(shift.openedAt).slice(0, 16), cashier: shift.openedBy })}</p>
        </div>
        <button type="button" className="button button-primary" onClick={onCount} data-testid="shift-count">
          {t('shiftPage.close')}
        </button>
      </div>
      <ShiftTable shift={shift} />
      <p className="shift-expected">
        <span>{t('shift.expected')}</span> <Money minor={shift.expectedMinor} />
      </p>
      <div className="shift-moves">
        {DRAWER_MOVE_KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            className="button"
            onClick={() => onMove(kind)}
            aria-keyshortcuts={MOVE_KEYS[kind]}
            data-testid={`drawer-${kind}`}
          >
            {t(`drawerMove.${kind}`)} <kbd>{MOVE_KEYS[kind]}</kbd>
          </button>
        ))}
      </div>
    </section>
  );
}

function Closed({ shift, onBack }: { shift: Shift; onBack: () => void }) {
  const t = useTexts();
  const { print, printing } = usePrint();
  return (
    <Page title={t('shiftPage.closed')} onBack={onBack}>
      <div className="shift">
        <section className="shift-card" data-testid="shift-closed">
          <div className="shift-head">
            <h2>{t('shift.name', { no: shift.shiftNo })}</h2>
            <button type="button" className="button button-primary" onClick={() => print(<ShiftStrip shift={shift} />)} data-testid="shift-print">
              {t('shift.print')}
            </button>
          </div>
          <ShiftTable shift={shift} />
        </section>
      </div>
      {printing}
    </Page>
  );
}
