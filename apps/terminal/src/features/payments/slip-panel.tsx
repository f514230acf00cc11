import { type KeyboardEvent, useRef, useState } from 'react';
import { Field } from '../../parts/field.tsx';
import { useFocus } from '../../parts/use-focus.ts';
import { useScanOver } from '../../scan/use-scan-over.ts';
import { useTexts } from '../../texts.ts';

const REFERENCE = /^[0-9A-Za-z-]{4,32}$/;

type Props = { onTake: (slip: { reference: string; cardLastFour: string }) => void; onScan: (code: string) => void; onBack: () => void };

/** The slip of the bank card's own device: its reference number and the card's last four digits. A scanned pay code is neither. */
export function SlipPanel(props: Props) {
  const t = useTexts();
  const [reference, setReference] = useState('');
  const [cardLastFour, setLastFour] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useScanOver(form, props.onScan);
  const field = useFocus<HTMLInputElement>();
  const isWhole = REFERENCE.test(reference) && cardLastFour.length === 4;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    props.onBack();
  };
  return (
    <form
      ref={form}
      className="member-panel slip-panel"
      data-testid="slip-panel"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) props.onTake({ reference, cardLastFour });
      }}
    >
      <h1>{t('slip.title')}</h1>
      <p className="member-label">{t('slip.lead')}</p>
      <Field
        ref={field}
        label={t('slip.reference')}
        spellCheck={false}
        maxLength={32}
        value={reference}
        placeholder={t('slip.referenceHint')}
        onText={(text) => setReference(text.replace(/[^0-9A-Za-z-]/g, ''))}
        data-testid="slip-reference"
      />
      <Field
        label={t('slip.lastFour')}
        inputMode="numeric"
        maxLength={4}
        value={cardLastFour}
        placeholder="0000"
        onText={(text) => setLastFour(text.replace(/\D/g, ''))}
        data-testid="slip-last-four"
      />
      <div className="member-acts slip-acts">
        <button type="button" className="button" onClick={props.onBack} data-testid="other-ways">
          {t('present.otherWays')}
        </button>
        <button type="submit" className="charge" disabled={!isWhole} data-testid="slip-take">
          {t('slip.take')}
        </button>
      </div>
    </form>
  );
}
