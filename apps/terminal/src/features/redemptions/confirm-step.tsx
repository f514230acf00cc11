import type { Offers, TillRedemption } from '@tessera/contract';
import { useState } from 'react';
import { useTone } from '../../device/use-tone.ts';
import { Field } from '../../parts/field.tsx';
import { ResultScreen } from '../../parts/result-screen.tsx';
import type { Shown } from '../../scan/scan-step.tsx';
import { useTexts } from '../../texts.ts';
import { type AfterError, afterError, declineOf } from './after-error.ts';
import { PhotoField } from './photo-field.tsx';
import { QuoteSummary } from './quote-summary.tsx';
import { UnansweredStep } from './unanswered-step.tsx';
import { type PhotoId, type Redeeming, type TillItem, type TillQuote, useRefusal } from './use-redeem.ts';

type Props = {
  item: TillItem;
  quote: TillQuote;
  credential: Shown;
  /** Held by the page, which lets nobody leave while it is open. */
  redeeming: Redeeming;
  /** With what is to be handed over. */
  onDone: (redemption: TillRedemption, gifts: readonly Gift[]) => void;
  onAgain: () => void;
  onLook: () => void;
};
export type Gift = NonNullable<Offers['applied'][number]['gift']>;
type Asked = NonNullable<Redeeming['variables']>;
const PIN_LENGTH = 6;
const NOTE_MAX = 200;

/** What the member gives, before anything moves. */
export function ConfirmStep({ item, credential, redeeming, onDone, onAgain, onLook, ...shown }: Props) {
  const t = useTexts();
  const tone = useTone();
  const refusal = useRefusal();
  const [quote, setQuote] = useState(shown.quote);
  const [photoIds, setPhotoIds] = useState<PhotoId[]>([]);
  const [pin, setPin] = useState('');
  const [note, setNote] = useState('');
  const [after, setAfter] = useState<AfterError>();
  const wantsPin = after === 'askPin';
  const send = (asked: Asked) =>
    redeeming.mutate(asked, {
      onSuccess: (redemption) => {
        tone('approved');
        onDone(redemption, giftsOf(quote.offers));
      },
      onError: (error) => {
        tone('attention');
        setPin('');
        setAfter(afterError(error));
      },
    });
  const confirm = () => {
    const { itemId, quantity, parts, cashMinor, offers } = quote;
    send({ itemId, quantity, parts, cashMinor, ...countingIn(offers), credential, photoIds, note: note.trim(), ...(pin && { pin }) });
  };
  const sent = redeeming.variables;
  if (after === 'sameAgain' && sent) {
    return <UnansweredStep quote={quote} credential={credential} busy={redeeming.isPending} onRepeat={() => send(sent)} onLook={onLook} />;
  }
  if (after === 'declined' && redeeming.isError) {
    const acts = [{ label: t('redeem.again'), onPress: onAgain, main: true, testId: 'redeem-again' }];
    return (
      <ResultScreen look="declined" title={t('redeem.declined')} amount={item.name} text={refusal(redeeming.error)} acts={acts} onClose={onAgain} />
    );
  }
  return (
    <form
      className="redeem-confirm"
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
      data-testid="redeem-confirm-form"
    >
      <QuoteSummary quote={quote} credential={credential} {...(!redeeming.isPending && { onQuote: setQuote })} />
      <PhotoField photoIds={photoIds} isNeeded={item.needsPhoto} onChange={setPhotoIds} />
      <Field label={t('redeem.note')} value={note} maxLength={NOTE_MAX} onText={setNote} />
      {wantsPin && <PinField pin={pin} onPin={setPin} wrong={declineOf(redeeming.error) === 'pin_wrong' ? refusal(redeeming.error) : undefined} />}
      <button
        type="submit"
        className="button button-primary"
        disabled={redeeming.isPending || (item.needsPhoto && photoIds.length === 0) || (wantsPin && pin.length < PIN_LENGTH)}
        data-testid="redeem-confirm"
      >
        {redeeming.isPending ? t('state.loading') : t('redeem.confirm')}
      </button>
    </form>
  );
}

/** Pure. */
function giftsOf(offers: TillQuote['offers']): Gift[] {
  return (offers?.applied ?? []).flatMap(({ gift }) => gift ?? []);
}

/** What was counted in the price that was shown. */
function countingIn(offers: TillQuote['offers']) {
  return { couponIds: offers?.couponIds ?? [], codes: offers?.codes ?? [] };
}

function PinField({ pin, onPin, wrong }: { pin: string; onPin: (pin: string) => void; wrong: string | undefined }) {
  const t = useTexts();
  return (
    <Field
      label={t('redeem.pin')}
      type="password"
      inputMode="numeric"
      value={pin}
      maxLength={PIN_LENGTH}
      onText={(text) => onPin(text.replace(/\D/g, ''))}
      wrong={wrong}
      data-testid="redeem-pin"
    />
  );
}
