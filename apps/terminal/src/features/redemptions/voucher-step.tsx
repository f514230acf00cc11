import type { TillRedemption } from '@tessera/contract';
import { exactTime } from '@tessera/ui';
import { useState } from 'react';
import { useTone } from '../../device/use-tone.ts';
import { ReadStep } from '../../scan/scan-step.tsx';
import { useTexts } from '../../texts.ts';
import { PhotoField } from './photo-field.tsx';
import { type PhotoId, useLooking, usePaidWords, useRefusal, useTaking } from './use-redeem.ts';

/** The member shows a voucher: what it is good for, then taken once. */
export function VoucherStep({ onDone }: { onDone: (redemption: TillRedemption) => void }) {
  const t = useTexts();
  const tone = useTone();
  const refusal = useRefusal();
  const looking = useLooking();
  const [code, setCode] = useState('');
  const look = (text: string) => {
    setCode(text);
    looking.mutate(text, { onError: () => tone('attention') });
  };
  if (looking.data) return <TakeStep redemption={looking.data} code={code} onDone={onDone} />;
  return (
    <ReadStep
      hint={t('redeem.showVoucher')}
      label={t('redeem.voucherCode')}
      busy={looking.isPending}
      onText={look}
      wrong={looking.isError ? refusal(looking.error) : undefined}
    />
  );
}

function TakeStep({ redemption, code, onDone }: { redemption: TillRedemption; code: string; onDone: (redemption: TillRedemption) => void }) {
  const t = useTexts();
  const tone = useTone();
  const refusal = useRefusal();
  const taking = useTaking();
  const paid = usePaidWords();
  const [photoIds, setPhotoIds] = useState<PhotoId[]>([]);
  const take = () =>
    taking.mutate(
      { voucherCode: code, photoIds },
      {
        onSuccess: (taken) => {
          tone('approved');
          onDone(taken);
        },
        onError: () => tone('attention'),
      },
    );
  const rows: [string, string][] = [
    [t('redeem.member'), `${redemption.memberName} · ${redemption.memberNumber}`],
    [t('redeem.number'), redemption.number],
    [t('redeem.paid'), paid(redemption)],
  ];
  if (redemption.wishedAt) rows.push([t('redeem.wishedAt'), exactTime(redemption.wishedAt)]);
  if (redemption.note) rows.push([t('redeem.noteOf'), redemption.note]);
  return (
    <section className="redeem-confirm" data-testid="voucher-take">
      <div className="redeem-card">
        <p className="redeem-what">
          {redemption.itemName} × {redemption.quantity}
        </p>
        <dl className="facts">
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <PhotoField photoIds={photoIds} isNeeded={redemption.needsPhoto} onChange={setPhotoIds} />
      {taking.isError && (
        <p role="alert" className="field-wrong">
          {refusal(taking.error)}
        </p>
      )}
      <button
        type="button"
        className="button button-primary"
        disabled={taking.isPending || (redemption.needsPhoto && photoIds.length === 0)}
        onClick={take}
        data-testid="voucher-confirm"
      >
        {taking.isPending ? t('state.loading') : t('redeem.take')}
      </button>
    </section>
  );
}
