import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CashFace, Shift } from '@tessera/contract';
import { CASH_FACES } from '@tessera/contract/sale-kinds';
import { add, formatMoney, type Minor, newId, subtract, toMinor, ZERO } from '@tessera/kernel';
import { errorKey, Money } from '@tessera/ui';
import { useRef, useState } from 'react';
import { useTerminalSession } from '../../link/terminal-session.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Field, Wrong } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { useFocus } from '../../parts/use-focus.ts';
import { useTexts } from '../../texts.ts';
import { lastCashier } from './open-shift.tsx';
import { useDifference } from './shift-report.tsx';

type Props = { shift: Shift; reasonAboveMinor: Minor; onBack: () => void; onClosed: (shift: Shift) => void };
type Pieces = Readonly<Partial<Record<CashFace, string>>>;

const PIECES_LENGTH = 6;
/** Whole pieces, up to 9999 of a face; an empty field is none. */
const PIECES = /^\d{0,4}$/;

/** How many of each note and coin lie in the drawer; the sum, and what it differs by, follow each key. */
export function DrawerCount({ shift, reasonAboveMinor, onBack, onClosed }: Props) {
  const t = useTexts();
  const differenceText = useDifference();
  const [pieces, setPieces] = useState<Pieces>({});
  const [by, setBy] = useState<By>({ cashier: lastCashier(), reason: '' });
  const [asking, setAsking] = useState(false);
  const countedMinor = add(ZERO, ...CASH_FACES.map((face) => sumOf(face, pieces)));
  const differenceMinor = subtract(countedMinor, shift.expectedMinor);
  const lacksReason = Math.abs(differenceMinor) > reasonAboveMinor && by.reason.trim() === '';
  const closing = useClosing(onClosed);
  const isWhole = CASH_FACES.every((face) => isCount(pieces[face]));
  const isReady = isWhole && by.cashier.trim() !== '' && !lacksReason;
  return (
    <Page title={t('shiftPage.countTitle')} onBack={onBack}>
      <form
        className="shift is-count"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) setAsking(true);
        }}
      >
        <section className="shift-card">
          <p>{t('shiftPage.countLead')}</p>
          <FaceTable pieces={pieces} onChange={(face, text) => setPieces((before) => ({ ...before, [face]: text }))} />
          <Wrong text={isWhole ? undefined : t('shiftPage.piecesWrong')} />
        </section>
        <section className="shift-card">
          <Sums expectedMinor={shift.expectedMinor} countedMinor={countedMinor} />
          <ByFields by={by} onBy={setBy} wrong={lacksReason ? t('shiftPage.reasonNeeded', { amount: formatMoney(reasonAboveMinor) }) : undefined} />
          <Wrong text={closing.isError ? t(errorKey(closing.error)) : undefined} />
          <button type="submit" className="button button-primary" disabled={!isReady || closing.isPending} data-testid="shift-close">
            {closing.isPending ? t('state.working') : t('shiftPage.confirm')}
          </button>
        </section>
      </form>
      {asking && (
        <ConfirmDialog
          title={t('shiftPage.confirmTitle')}
          confirm={t('shiftPage.confirm')}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            closing.mutate(closeOf(shift, pieces, by));
          }}
        >
          <p>{t('shiftPage.confirmText', { counted: formatMoney(countedMinor), difference: differenceText(differenceMinor) })}</p>
        </ConfirmDialog>
      )}
    </Page>
  );
}

/** Who counted, and why it differs. */
type By = { cashier: string; reason: string };

function ByFields({ by, onBy, wrong }: { by: By; onBy: (by: By) => void; wrong: string | undefined }) {
  const t = useTexts();
  return (
    <>
      <Field label={t('shiftPage.cashier')} value={by.cashier} maxLength={40} required onText={(cashier) => onBy({ ...by, cashier })} />
      <Field
        label={t('shift.reason')}
        value={by.reason}
        maxLength={200}
        wrong={wrong}
        onText={(reason) => onBy({ ...by, reason })}
        data-testid="shift-reason"
      />
    </>
  );
}

function closeOf({ id: shiftId }: Shift, pieces: Pieces, by: By) {
  const counted = CASH_FACES.map((face) => ({ faceMinor: face, pieces: countOf(face, pieces) })).filter((line) => line.pieces > 0);
  const reason = by.reason.trim();
  return { shiftId, cashier: by.cashier.trim(), counted, ...(reason && { reason }) };
}

function Sums({ expectedMinor, countedMinor }: { expectedMinor: Minor; countedMinor: Minor }) {
  const t = useTexts();
  const differenceText = useDifference();
  const differenceMinor = subtract(countedMinor, expectedMinor);
  return (
    <dl className="shift-sums" aria-live="polite">
      <Sum label={t('shift.expected')} minor={expectedMinor} />
      <Sum label={t('shift.counted')} minor={countedMinor} testId="counted" />
      <div className={differenceMinor === 0 ? '' : 'is-different'}>
        <dt>{t('shift.difference')}</dt>
        <dd data-testid="difference">{differenceText(differenceMinor)}</dd>
      </div>
    </dl>
  );
}

function useClosing(onClosed: (shift: Shift) => void) {
  const { client } = useTerminalSession();
  const queries = useQueryClient();
  // One key until an answer came: a lost one closes nothing twice.
  const key = useRef(newId());
  return useMutation({
    mutationFn: (input: Parameters<typeof client.sales.closeShift>[0]) => client.sales.closeShift(input, { key: key.current }),
    onSuccess: (closed) => {
      onClosed(closed);
      void queries.invalidateQueries({ queryKey: ['payments'] });
    },
  });
}

function FaceTable({ pieces, onChange }: { pieces: Pieces; onChange: (face: CashFace, text: string) => void }) {
  const t = useTexts();
  const first = useFocus<HTMLInputElement>();
  return (
    <table className="shift-faces">
      <thead>
        <tr>
          <th scope="col">{t('shiftPage.face')}</th>
          <th scope="col">{t('shiftPage.pieces')}</th>
          <th scope="col">{t('shiftPage.sum')}</th>
        </tr>
      </thead>
      <tbody>
        {CASH_FACES.map((face, index) => (
          <tr key={face}>
            <th scope="row" className="money">
              {formatMoney(toMinor(face))}
            </th>
            <td>
              <input
                ref={index === 0 ? first : null}
                inputMode="numeric"
                maxLength={PIECES_LENGTH}
                aria-invalid={!isCount(pieces[face])}
                autoComplete="off"
                aria-label={t('shiftPage.piecesOf', { face: formatMoney(toMinor(face)) })}
                value={pieces[face] ?? ''}
                placeholder="0"
                onChange={(event) => onChange(face, event.target.value.normalize('NFKC').trim())}
                data-testid={`face-${face}`}
              />
            </td>
            <td>
              <Money minor={sumOf(face, pieces)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Sum(props: { label: string; minor: Minor; testId?: string }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd data-testid={props.testId}>
        <Money minor={props.minor} />
      </dd>
    </div>
  );
}

function isCount(text = ''): boolean {
  return PIECES.test(text);
}

function countOf(face: CashFace, pieces: Pieces): number {
  const text = pieces[face] ?? '';
  return isCount(text) ? Number(text) : 0;
}

function sumOf(face: CashFace, pieces: Pieces): Minor {
  return toMinor(face * countOf(face, pieces));
}
