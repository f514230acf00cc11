import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newId, parseAmount } from '@tessera/kernel';
import { errorKey } from '@tessera/ui';
import { useRef, useState } from 'react';
import { readStored, writeStored } from '../../device/store.ts';
import { useTerminalSession } from '../../link/terminal-session.tsx';
import { Field, Wrong } from '../../parts/field.tsx';
import { useTexts } from '../../texts.ts';

/** The cashier's name as it was written last on this device. */
export function lastCashier(): string {
  const stored = readStored('cashier');
  return typeof stored === 'string' ? stored.slice(0, 40) : '';
}

/** Who begins, and with how much in the drawer. */
export function OpenShift() {
  const t = useTexts();
  const { client } = useTerminalSession();
  const queries = useQueryClient();
  const [cashier, setCashier] = useState(lastCashier);
  const [float, setFloat] = useState('');
  const key = useRef(newId());
  const floatMinor = float.trim() === '' ? 0 : floatOf(float);
  const opening = useMutation({
    mutationFn: (input: { cashier: string; floatMinor: number }) => client.sales.openShift(input, { key: key.current }),
    onSettled: () => {
      key.current = newId();
      return queries.invalidateQueries({ queryKey: ['payments'] });
    },
  });
  const isWrong = floatMinor === undefined;
  return (
    <form
      className="shift-card"
      data-testid="shift-open-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (floatMinor === undefined || cashier.trim() === '') return;
        writeStored('cashier', cashier.trim());
        opening.mutate({ cashier: cashier.trim(), floatMinor });
      }}
    >
      <h2>{t('shiftPage.none')}</h2>
      <p>{t('shiftPage.noneText')}</p>
      <Field label={t('shiftPage.cashier')} value={cashier} maxLength={40} required onText={setCashier} data-testid="shift-cashier" />
      <Field
        label={t('shiftPage.float')}
        value={float}
        inputMode="decimal"
        placeholder="200.00"
        wrong={isWrong ? t('shiftPage.floatWrong') : undefined}
        onText={setFloat}
        data-testid="shift-float"
      />
      <Wrong text={opening.isError ? t(errorKey(opening.error)) : undefined} />
      <button
        type="submit"
        className="button button-primary"
        disabled={isWrong || cashier.trim() === '' || opening.isPending}
        data-testid="shift-open"
      >
        {opening.isPending ? t('state.working') : t('shiftPage.open')}
      </button>
    </form>
  );
}

function floatOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^0+(?:\.0{1,2})?$/.test(trimmed)) return 0;
  return parseAmount(trimmed);
}
