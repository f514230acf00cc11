import type { TopUpChannel, TopUpTerms, TopUpWay } from '@tessera/contract';
import { formatDecimal, type Minor, parseAmount, toMinor } from '@tessera/kernel';
import { errorKey, errorValues, isUnanswered, useSettings } from '@tessera/ui';
import { type SyntheticEvent, useState } from 'react';
import { AmountInput } from '../../shared/amount-input.tsx';
import { Button } from '../../shared/button.tsx';
import { cx } from '../../shared/cx.ts';
import { Fields } from '../../shared/part.tsx';
import { useTexts } from '../../shared/texts.ts';
import styles from './funding.module.css';
import { bestGift, GiftOffers } from './gift-offers.tsx';
import { useOpenTopUp } from './use-top-up.ts';

export function TopUpForm(props: { terms: TopUpTerms; wanted: string; onOpened: (orderId: string) => void }) {
  const t = useTexts();
  const { terms } = props;
  const open = useOpenTopUp();
  const [text, setText] = useState(props.wanted);
  const [chosen, setChosen] = useState(terms.channels[0]?.channel ?? '');
  const amountMinor = parseAmount(text);
  const channel = terms.channels.find((one) => one.channel === chosen);
  const verdict = judge(text, amountMinor, terms);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const way = channel && wayFor(channel);
    if (verdict !== 'fits' || amountMinor === undefined || !way) return;
    open.mutate({ amountMinor, channel: chosen, way }, { onSuccess: (order) => props.onOpened(order.id) });
  };
  const problem = open.isError ? t(isUnanswered(open.error) ? 'topUp.unanswered' : errorKey(open.error), errorValues(open.error)) : null;
  return (
    <form className={styles.form} onSubmit={submit} data-testid="top-up-form">
      <Amount text={text} onText={setText} terms={terms} verdict={verdict} />
      <Channels terms={terms} chosen={chosen} onChoose={setChosen} />
      <p className={cx(styles.effect, styles.problem)} role="alert">
        {problem}
      </p>
      <Button wide type="submit" busy={open.isPending} disabled={verdict !== 'fits' || !channel} data-testid="top-up-pay">
        {verdict === 'fits' && amountMinor !== undefined ? t('topUp.pay', { amount: amountMinor / 100 }) : t('topUp.pick')}
      </Button>
    </form>
  );
}

type Verdict = 'empty' | 'wrong' | 'tooLittle' | 'tooMuch' | 'fits';

function judge(text: string, amountMinor: Minor | undefined, { minMinor, maxMinor }: TopUpTerms): Verdict {
  if (text === '') return 'empty';
  if (amountMinor === undefined) return 'wrong';
  if (amountMinor < minMinor) return 'tooLittle';
  return amountMinor > maxMinor ? 'tooMuch' : 'fits';
}

function Amount(props: { text: string; onText: (text: string) => void; terms: TopUpTerms; verdict: Verdict }) {
  const t = useTexts();
  const { terms, verdict } = props;
  const facts = { limit: terms.limitMinor / 100, left: terms.maxMinor / 100, min: terms.minMinor / 100 };
  const isFault = verdict === 'wrong' || verdict === 'tooLittle' || verdict === 'tooMuch';
  const gift = verdict === 'fits' ? bestGift(terms, parseAmount(props.text)) : null;
  const presets = terms.presetsMinor.filter((minor) => minor <= terms.maxMinor).map(toMinor);
  return (
    <Fields legend={t('topUp.amount')}>
      {/* biome-ignore lint/a11y/useSemanticElements: the fieldset around it has a legend already */}
      <div className={styles.presets} role="group" aria-label={t('topUp.presets')}>
        {presets.map((minor) => {
          const value = formatDecimal(minor).replace(/\.00$/, '');
          return (
            <button
              key={minor}
              type="button"
              className={styles.preset}
              aria-pressed={props.text === value}
              onClick={() => props.onText(value)}
              data-testid={`preset-${minor}`}
            >
              ¥{value}
            </button>
          );
        })}
      </div>
      <AmountInput
        text={props.text}
        placeholder={t('topUp.own')}
        onText={props.onText}
        aria-label={t('topUp.own')}
        aria-describedby="top-up-effect"
        aria-invalid={isFault}
        data-testid="top-up-input"
      />
      <p id="top-up-effect" className={cx(styles.effect, isFault && styles.problem)} role="status">
        {t(isFault ? `topUp.${verdict}` : 'topUp.limit', facts)}
        {gift ? (
          <strong className={styles.gift} data-testid="top-up-gift">
            {t(gift.fits ? 'topUp.gift' : 'topUp.giftNoRoom', { amount: gift.paidMinor / 100, gift: gift.giftMinor / 100 })}
          </strong>
        ) : null}
      </p>
      <GiftOffers offers={terms.offers} onChoose={props.onText} />
    </Fields>
  );
}

function Channels(props: { terms: TopUpTerms; chosen: string; onChoose: (channel: string) => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  return (
    <Fields legend={t('topUp.channel')}>
      {props.terms.channels.map(({ channel, kind, name }) => (
        <label key={channel} className={styles.channel} data-kind={kind}>
          <input
            type="radio"
            name="channel"
            checked={channel === props.chosen}
            onChange={() => props.onChoose(channel)}
            data-testid={`channel-${channel}`}
          />
          <span className={styles.channelText}>
            <strong>{locale === 'en' ? name.en : name.zh}</strong>
            {kind === 'wechat' || kind === 'alipay' ? <small>{t(`topUp.channelNote.${kind}`)}</small> : null}
          </span>
        </label>
      ))}
    </Fields>
  );
}

/** A phone goes to the channel's page, from which the channel's app opens; on a desk, the phone scans the code. */
function wayFor({ ways }: TopUpChannel): TopUpWay | undefined {
  const isPhone = window.matchMedia('(pointer: coarse)').matches;
  const wanted: readonly TopUpWay[] = isPhone ? ['h5', 'page', 'qr'] : ['qr', 'page', 'h5'];
  return wanted.find((way) => ways.includes(way));
}
