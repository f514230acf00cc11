import type { WithdrawalTerms } from '@tessera/contract';
import { add, type Minor, subtract, toMinor, ZERO } from '@tessera/kernel';
import { lapsingOf, planReturn, purseLeft } from '@tessera/rules';
import { Money, useSettings } from '@tessera/ui';
import { Button } from '../../shared/button.tsx';
import { shortTime } from '../../shared/days.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useNow } from '../../shared/use-now.ts';
import styles from './funding.module.css';

type Purse = WithdrawalTerms['purse'];
export type PurseLotAtSource = Purse['lots'][number];

/** The gift that lapses with a withdrawal, by the rule that the server decides by. */
export function lapsingWith({ lots, ownMinor, giftMinor }: Purse, amountMinor: Minor | undefined): Minor {
  if (amountMinor === undefined) return ZERO;
  return lapsingOf(planReturn(amountMinor, purseLeft(add(toMinor(ownMinor), toMinor(giftMinor)), lots)) ?? []);
}

/** What comes back, what lapses and what stays, before anybody confirms. */
export function Sums(props: { purse: Purse; amountMinor: Minor | undefined; giftMinor: Minor }) {
  const t = useTexts();
  const { purse, amountMinor = ZERO, giftMinor } = props;
  const stays = subtract(add(toMinor(purse.ownMinor), toMinor(purse.giftMinor)), add(amountMinor, giftMinor));
  const rows = [
    { name: 'gift', label: t('withdraw.ofItGift'), minor: purse.giftMinor },
    ...(amountMinor > 0
      ? [
          { name: 'lapses', label: t('withdraw.lapses'), minor: giftMinor },
          { name: 'stays', label: t('withdraw.stays'), minor: stays },
        ]
      : []),
  ];
  return (
    <dl className={styles.sums} aria-live="polite">
      {rows.map(({ name, label, minor }) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd data-testid={`withdraw-${name}`}>
            <Money minor={minor} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Top-ups of which nothing is spent yet: given back as they were paid, with their gift withdrawn. */
export function WholeTopUps(props: {
  lots: readonly PurseLotAtSource[];
  chosen: PurseLotAtSource | null;
  onChoose: (lot: PurseLotAtSource) => void;
}) {
  const t = useTexts();
  const { locale } = useSettings();
  const now = useNow(60_000);
  const whole = props.lots.filter(({ wholeUntil, toSource }) => wholeUntil !== null && toSource);
  if (whole.length === 0) return null;
  return (
    <section aria-labelledby="whole-top-ups">
      <h2 className={styles.heading} id="whole-top-ups">
        {t('withdraw.whole')}
      </h2>
      <RowGroup>
        {whole.map((lot) => (
          <Row
            key={lot.id}
            wrap
            title={<Money minor={lot.paidMinor} />}
            note={t('withdraw.wholeNote', { gift: lot.giftMinor / 100, until: shortTime(lot.wholeUntil ?? lot.at, locale, now) })}
            aside={
              <Button
                look={props.chosen?.id === lot.id ? 'primary' : 'secondary'}
                aria-pressed={props.chosen?.id === lot.id}
                onClick={() => props.onChoose(lot)}
                data-testid="withdraw-whole"
              >
                {t('withdraw.wholeAct')}
              </Button>
            }
            testId="whole-top-up"
          />
        ))}
      </RowGroup>
    </section>
  );
}
