import type { MealHolding, OwnMeal } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Money, useNamed } from '@tessera/ui';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { EndHolding } from './end-holding.tsx';
import { canEnd } from './holdings-panel.tsx';
import { HoldingState, takenWords } from './plan-words.tsx';
import { useMemberHoldings, useMemberMeals } from './use-mealplans.ts';
import './mealplans.css';

const PLANS_SHOWN = 5;
const MEALS_SHOWN = 5;

/** A member's meal plans with what was taken of them, and the latest meals. */
export function MemberPlans(props: { memberId: Id<'member'> }) {
  const t = useTexts();
  const can = useCan();
  const found = useMemberHoldings(props.memberId, PLANS_SHOWN);
  const meals = useMemberMeals(props.memberId, MEALS_SHOWN);
  const [ending, setEnding] = useState<MealHolding | null>(null);
  const items = found.data?.items ?? [];
  const error = found.error ?? meals.error;
  return (
    <Panel title={t('nav.mealplans')} extra={<Link to="/meal-plans">{t('mealplans.all')}</Link>} testId="member-plans">
      <ErrorNotice error={error} onRetry={() => void Promise.all([found.refetch(), meals.refetch()])} />
      {found.isPending && <Skeleton active title={false} />}
      {found.isSuccess && items.length === 0 && <EmptyState compact title={t('mealplans.noneHeld')} hint={t('mealplans.noneHeldHint')} />}
      <ul className="member-plans">
        {items.map((holding) => (
          <HoldingLine key={holding.id} holding={holding} onEnd={can('mealplans.sell') ? setEnding : undefined} />
        ))}
      </ul>
      {(meals.data?.items ?? []).length > 0 && <h3>{t('mealplans.latestMeals')}</h3>}
      <ul className="member-plans">
        {(meals.data?.items ?? []).map((meal) => (
          <MealLine key={meal.paymentId} meal={meal} />
        ))}
      </ul>
      {ending && <EndHolding holding={ending} onClose={() => setEnding(null)} />}
    </Panel>
  );
}

function HoldingLine(props: { holding: MealHolding; onEnd: ((holding: MealHolding) => void) | undefined }) {
  const t = useTexts();
  const named = useNamed();
  const { holding, onEnd } = props;
  return (
    <li>
      <Link to={`/meal-plans/${holding.planId}`}>{named(holding.planName)}</Link>
      <span>
        {onEnd && canEnd(holding) && (
          <Button size="small" onClick={() => onEnd(holding)}>
            {t('mealplans.end')}
          </Button>
        )}{' '}
        <HoldingState status={holding.status} />
      </span>
      <small className="quiet">
        {holding.status === 'active' && `${takenWords(t, holding)} · `}
        {t('mealplans.days', { from: holding.from, until: holding.until })}
        {holding.endedReason && ` · ${holding.endedReason}`}
      </small>
    </li>
  );
}

function MealLine(props: { meal: OwnMeal }) {
  const t = useTexts();
  const { meal } = props;
  return (
    <li>
      <Link to={`/payments?payment=${meal.paymentId}`}>{`${t(`meal.${meal.period}`)} · ${meal.merchantName}`}</Link>
      <Money minor={meal.coveredMinor} />
      <small className="quiet">
        <Time at={meal.at} />
        {meal.returnedAt && ` · ${t('mealplans.givenBack')}`}
      </small>
    </li>
  );
}
