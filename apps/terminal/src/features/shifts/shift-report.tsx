import type { DrawerMove, Shift } from '@tessera/contract';
import { add, formatMoney, type Minor, negate, subtract, toMinor, ZERO } from '@tessera/kernel';
import { exactTime, Money } from '@tessera/ui';
import { StripLines } from '../../parts/print-strip.tsx';
import { useTexts } from '../../texts.ts';

/** `2.00 short`, `agrees`, `0.50 over`. */
export function useDifference(): (minor: Minor) => string {
  const t = useTexts();
  return (minor) => {
    if (minor === 0) return t('shift.even');
    return minor > 0 ? t('shift.over', { amount: formatMoney(minor) }) : t('shift.short', { amount: formatMoney(negate(minor)) });
  };
}

/** What a shift took and gave back, by kind, and the drawer. */
export function ShiftTable({ shift }: { shift: Shift }) {
  const t = useTexts();
  const sum = (of: (total: Shift['totals'][number]) => Minor) => add(ZERO, ...shift.totals.map(of));
  return (
    <>
      <table className="shift-table" data-testid="shift-table">
        <thead>
          <tr>
            <th scope="col">{t('shift.method')}</th>
            <th scope="col">{t('shift.sales')}</th>
            <th scope="col">{t('shift.refunds')}</th>
            <th scope="col">{t('shift.net')}</th>
          </tr>
        </thead>
        <tbody>
          {shift.totals.map((total) => (
            <tr key={total.method} data-testid={`total-${total.method}`}>
              <th scope="row">{t(`method.${total.method}`)}</th>
              <td>
                <Money minor={total.saleMinor} /> <small>{total.saleCount}</small>
              </td>
              <td>
                <Money minor={total.refundMinor} /> <small>{total.refundCount}</small>
              </td>
              <td>
                <Money minor={subtract(total.saleMinor, total.refundMinor)} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('shift.total')}</th>
            <td>
              <Money minor={sum((total) => total.saleMinor)} />
            </td>
            <td>
              <Money minor={sum((total) => total.refundMinor)} />
            </td>
            <td>
              <Money
                minor={subtract(
                  sum((total) => total.saleMinor),
                  sum((total) => total.refundMinor),
                )}
              />
            </td>
          </tr>
        </tfoot>
      </table>
      <DrawerMoves shift={shift} />
      <Counted shift={shift} />
    </>
  );
}

/** What was moved out of the drawer and into it, line by line. */
function DrawerMoves({ shift }: { shift: Shift }) {
  const t = useTexts();
  if (shift.drawerMoves.length === 0) return null;
  return (
    <section className="drawer-moves">
      <h3>{t('drawerMove.list')}</h3>
      <ul data-testid="drawer-moves">
        {shift.drawerMoves.map((move) => (
          <li key={move.id}>
            <div>
              <strong>{t(`drawerMove.${move.kind}`)}</strong> · {move.reason}
              <p>{t('drawerMove.by', { time: exactTime(move.at).slice(11, 16), cashier: move.cashier, witness: move.witness })}</p>
            </div>
            <span className="money">
              {move.kind === 'out' ? '−' : '+'}
              <Money minor={move.amountMinor} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Of a closed shift. */
function Counted({ shift }: { shift: Shift }) {
  const t = useTexts();
  const differenceText = useDifference();
  const { countedMinor, differenceMinor } = shift;
  if (countedMinor === null || differenceMinor === null) return null;
  return (
    <dl className="shift-sums">
      <div>
        <dt>{t('shift.expected')}</dt>
        <dd>
          <Money minor={shift.expectedMinor} />
        </dd>
      </div>
      <div>
        <dt>{t('shift.counted')}</dt>
        <dd>
          <Money minor={countedMinor} />
        </dd>
      </div>
      <div className={differenceMinor === 0 ? '' : 'is-different'}>
        <dt>{t('shift.difference')}</dt>
        <dd data-testid="closed-difference">{differenceText(differenceMinor)}</dd>
      </div>
      {shift.reason && (
        <div>
          <dt>{t('shift.reason')}</dt>
          <dd>{shift.reason}</dd>
        </div>
      )}
    </dl>
  );
}

/** With its time to the second, so that no two lines are the same. */
function stripLabel(t: ReturnType<typeof useTexts>, move: DrawerMove): string {
  return `${exactTime(move.at).slice(11)} ${t(`drawerMove.${move.kind}`)} · ${move.reason} · ${move.cashier} / ${move.witness}`;
}

function signed({ kind, amountMinor }: DrawerMove): Minor {
  return kind === 'out' ? negate(amountMinor) : amountMinor;
}

/** The same on paper. */
export function ShiftStrip({ shift }: { shift: Shift }) {
  const t = useTexts();
  const differenceText = useDifference();
  const used = shift.totals.filter((total) => total.saleCount > 0 || total.refundCount > 0);
  return (
    <>
      <h1>{shift.merchantName}</h1>
      <p>
        {t('shift.strip')} · {shift.terminalName} · {t('shift.name', { no: shift.shiftNo })}
      </p>
      <StripLines
        lines={[
          [t('shift.openedBy'), shift.openedBy],
          [t('shift.openedAt'), exactTime(shift.openedAt)],
          [t('shift.closedBy'), shift.closedBy ?? ''],
          [t('shift.closedAt'), shift.closedAt ? exactTime(shift.closedAt) : ''],
        ]}
      />
      {used.map((total) => (
        <StripLines
          key={total.method}
          lines={[
            [`${t(`method.${total.method}`)} · ${t('shift.sales')} (${total.saleCount})`, <Money key="sales" minor={total.saleMinor} />],
            [`${t(`method.${total.method}`)} · ${t('shift.refunds')} (${total.refundCount})`, <Money key="refunds" minor={total.refundMinor} />],
          ]}
        />
      ))}
      <StripLines
        lines={[
          [t('shift.float'), <Money key="float" minor={shift.floatMinor} />],
          ...shift.drawerMoves.map((move) => [stripLabel(t, move), <Money key={move.id} minor={signed(move)} />] as const),
          ...shift.counted.map(
            ({ faceMinor, pieces }) =>
              [`${formatMoney(toMinor(faceMinor))} × ${pieces}`, <Money key={faceMinor} minor={toMinor(faceMinor * pieces)} />] as const,
          ),
          [t('shift.expected'), <Money key="expected" minor={shift.expectedMinor} />],
          [t('shift.counted'), <Money key="counted" minor={shift.countedMinor ?? ZERO} />],
          [t('shift.difference'), differenceText(shift.differenceMinor ?? ZERO)],
          ...(shift.reason ? [[t('shift.reason'), shift.reason] as const] : []),
        ]}
      />
    </>
  );
}
