import type { OwnMealPlan } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { errorKey, isUnanswered, Money, useNamed, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { shortTime } from '../../shared/days.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import { useNow } from '../../shared/use-now.ts';
import styles from './mealplans.module.css';
import { nowWords, periodLines, takenWords } from './plan-words.ts';
import { PlansOnSale } from './plans-on-sale.tsx';
import { MealTexts, useMealTexts } from './texts.ts';
import { useOwnMealPlans, useOwnMeals, useReturnPlan } from './use-mealplans.ts';

/** One's own plans, what was eaten, and what can be bought. */
export function MealplansPage() {
  return (
    <MealTexts>
      <Plans />
    </MealTexts>
  );
}

function Plans() {
  const t = useTexts();
  const meals = useMealTexts();
  const navigate = useNavigate();
  const plans = useOwnMealPlans();
  return (
    <main data-testid="meals-page">
      <PageHeader title={meals('meals.title')} onBack={() => navigate('/')} />
      {plans.isPending ? <Skeleton height="12rem" /> : null}
      {plans.isError && !plans.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(plans.error))}>
          <Button onClick={() => plans.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {plans.data ? <Own plans={plans.data} /> : null}
      <PlansOnSale />
      <History />
    </main>
  );
}

function Own(props: { plans: readonly OwnMealPlan[] }) {
  const t = useMealTexts();
  const named = useNamed();
  const [giving, setGiving] = useState<OwnMealPlan | null>(null);
  if (props.plans.length === 0) return <Blank icon="records" title={t('meals.none')} text={t('meals.noneText')} />;
  return (
    <section aria-labelledby="own-plans">
      <h2 id="own-plans" className={styles.title}>
        {t('meals.own')}
      </h2>
      <RowGroup>
        {props.plans.map((plan) => (
          <Row
            key={plan.id}
            wrap
            title={named(plan.planName)}
            note={<PlanLines plan={plan} />}
            aside={<PlanAside plan={plan} onGive={setGiving} />}
            testId="own-plan"
          />
        ))}
      </RowGroup>
      {giving ? <GiveBack plan={giving} onClose={() => setGiving(null)} /> : null}
    </section>
  );
}

function PlanLines(props: { plan: OwnMealPlan }) {
  const t = useMealTexts();
  const { plan } = props;
  const isActive = plan.status === 'active';
  return (
    <span className={styles.lines}>
      {isActive ? <span>{nowWords(t, plan)}</span> : null}
      {plan.status === 'ended' ? <span>{t('meals.ended')}</span> : null}
      {plan.status === 'over' ? <span>{t('meals.over')}</span> : null}
      {isActive || plan.status === 'upcoming' ? periodLines(t, plan.periods).map((line) => <span key={line}>{line}</span>) : null}
      <span>{t('meals.days', { from: plan.from, until: plan.until })}</span>
      {plan.endedReason ? <span>{plan.endedReason}</span> : null}
    </span>
  );
}

function PlanAside(props: { plan: OwnMealPlan; onGive: (plan: OwnMealPlan) => void }) {
  const t = useMealTexts();
  const { plan } = props;
  const canGive = plan.priceMinor !== null && (plan.status === 'active' || plan.status === 'upcoming');
  return (
    <>
      {plan.status === 'active' ? takenWords(t, plan) : null}
      {canGive ? (
        <Button look="secondary" onClick={() => props.onGive(plan)} data-testid="give-back">
          {t('meals.giveBack')}
        </Button>
      ) : null}
    </>
  );
}

function GiveBack(props: { plan: OwnMealPlan; onClose: () => void }) {
  const t = useTexts();
  const meals = useMealTexts();
  const named = useNamed();
  const toast = useToast();
  const giveBack = useReturnPlan();
  const { plan, onClose } = props;
  const act = () => {
    const done = {
      onSuccess: () => {
        toast(meals('meals.givenBack'));
        onClose();
      },
    };
    giveBack.mutate({ holdingId: plan.id }, done);
  };
  const amount = formatMoney(toMinor(plan.refundableMinor));
  const problem = giveBack.isError ? (isUnanswered(giveBack.error) ? meals('meals.unanswered') : t(errorKey(giveBack.error))) : '';
  return (
    <Sheet title={meals('meals.giveBackTitle', { name: named(plan.planName) })} onClose={onClose} testId="give-back-sheet">
      <p className={styles.text}>{plan.refundableMinor > 0 ? meals('meals.giveBackText', { amount }) : meals('meals.giveBackNone')}</p>
      <p className={styles.problem} role="alert">
        {problem}
      </p>
      <Button wide busy={giveBack.isPending} onClick={act} data-testid="give-back-sure">
        {meals('meals.giveBack')}
      </Button>
    </Sheet>
  );
}

/** Every meal that was taken, newest first. */
function History() {
  const t = useTexts();
  const meals = useMealTexts();
  const { locale } = useSettings();
  const now = useNow(60_000);
  const list = useOwnMeals();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="meals-history" data-testid="meals-history">
      <h2 id="meals-history" className={styles.title}>
        {meals('meals.history')}
      </h2>
      {list.isError && !list.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(list.error))}>
          <Button onClick={() => list.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {list.data && items.length === 0 ? <Blank icon="records" title={meals('meals.noHistory')} text={meals('meals.noHistoryText')} /> : null}
      {items.length > 0 ? (
        <RowGroup>
          {items.map((meal) => (
            <Row
              key={meal.paymentId}
              to={`/records?payment=${meal.paymentId}`}
              wrap
              title={`${meals(`meal.${meal.period}`)} · ${meal.merchantName}`}
              note={`${shortTime(meal.at, locale, now)}${meal.returnedAt ? ` · ${meals('meals.returned')}` : ''}`}
              aside={<Money minor={meal.coveredMinor} />}
              testId="meal-row"
            />
          ))}
        </RowGroup>
      ) : null}
      {list.hasNextPage ? (
        <div className={styles.more}>
          <Button wide look="secondary" busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {meals('meals.more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
