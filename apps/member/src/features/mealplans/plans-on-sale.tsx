import type { MealPlanOnSale } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { errorKey, isUnanswered, useNamed } from '@tessera/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { PinPad } from '../../shared/pin-pad.tsx';
import { useOwnWallet } from '../../shared/queries.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { Sheet } from '../../shared/sheet.tsx';
import { ShortOfMoney } from '../../shared/short-of-money.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import styles from './mealplans.module.css';
import { limitWords, periodLines } from './plan-words.ts';
import { useMealTexts } from './texts.ts';
import { useBuyPlan, useFreshPlan, usePlansOnSale } from './use-mealplans.ts';

/** What the member may buy; nothing at all where nothing is sold. */
export function PlansOnSale() {
  const t = useMealTexts();
  const named = useNamed();
  const plans = usePlansOnSale().data ?? [];
  const [buying, setBuying] = useState<MealPlanOnSale | null>(null);
  if (plans.length === 0 && !buying) return null;
  return (
    <section aria-labelledby="plans-on-sale" data-testid="plans-on-sale">
      <h2 id="plans-on-sale" className={styles.title}>
        {t('meals.onSale')}
      </h2>
      <RowGroup>
        {plans.map((plan) => (
          <Row
            key={plan.id}
            wrap
            title={named(plan.name)}
            note={
              <span className={styles.lines}>
                <span>{limitWords(t, plan)}</span>
                {periodLines(t, plan.periods).map((line) => (
                  <span key={line}>{line}</span>
                ))}
                <span>{t('meals.days', { from: plan.from, until: plan.until })}</span>
              </span>
            }
            aside={
              <Button look="secondary" onClick={() => setBuying(plan)} data-testid="buy-plan">
                {`${t('meals.buy')} ${formatMoney(toMinor(plan.priceMinor))}`}
              </Button>
            }
            testId="plan-on-sale"
          />
        ))}
      </RowGroup>
      {buying ? <BuySheet chosen={buying} onClose={() => setBuying(null)} /> : null}
    </section>
  );
}

/** Its price stays what it was when the sheet was opened, until the server says that it is another. */
function BuySheet(props: { chosen: MealPlanOnSale; onClose: () => void }) {
  const t = useTexts();
  const meals = useMealTexts();
  const named = useNamed();
  const toast = useToast();
  const wallet = useOwnWallet();
  const buy = useBuyPlan();
  const fresh = useFreshPlan();
  const [plan, setPlan] = useState(props.chosen);
  const { onClose } = props;
  const price = formatMoney(toMinor(plan.priceMinor));
  const missingMinor = toMinor(wallet.data ? Math.max(0, plan.priceMinor - wallet.data.availableMinor) : 0);
  const pay = (pin: string) => {
    const done = {
      onSuccess: () => {
        toast(meals('meals.bought'));
        onClose();
      },
      onError: async (error: unknown) => {
        if (errorKey(error) !== 'mealplans.price_changed') return;
        const now = await fresh(plan.id);
        if (now) setPlan(now);
      },
    };
    buy.mutate({ planId: plan.id, priceMinor: plan.priceMinor, pin }, done);
  };
  const problem = buy.isError ? (isUnanswered(buy.error) ? meals('meals.unanswered') : t(errorKey(buy.error))) : undefined;
  return (
    <Sheet title={meals('meals.buyTitle', { name: named(plan.name) })} onClose={onClose} testId="buy-sheet">
      <p className={styles.text}>
        <span className={styles.lines}>
          <span>{meals('meals.buyText', { price })}</span>
          <span>{meals('meals.days', { from: plan.from, until: plan.until })}</span>
        </span>
      </p>
      {missingMinor > 0 ? (
        <ShortOfMoney
          missingMinor={missingMinor}
          text={meals('meals.short', { available: formatMoney(toMinor(wallet.data?.availableMinor ?? 0)), missing: formatMoney(missingMinor) })}
          topUp={meals('meals.topUp')}
          testId="buy-short"
        />
      ) : wallet.data?.pin === 'unset' ? (
        <Link to="/limits">{meals('meals.setPin')}</Link>
      ) : (
        <PinPad hint={meals('meals.buyPin', { price })} problem={problem} busy={buy.isPending} onPin={pay} />
      )}
    </Sheet>
  );
}
