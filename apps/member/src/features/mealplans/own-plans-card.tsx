import { useNamed } from '@tessera/ui';
import { Row, RowGroup } from '../../shared/rows.tsx';
import styles from './mealplans.module.css';
import { nowWords, takenWords } from './plan-words.ts';
import { MealTexts, useMealTexts } from './texts.ts';
import { useOwnMealPlans } from './use-mealplans.ts';

/** On the first screen: what can be eaten today. Nothing at all where there is no plan. */
export function OwnPlansCard() {
  return (
    <MealTexts>
      <Card />
    </MealTexts>
  );
}

function Card() {
  const t = useMealTexts();
  const named = useNamed();
  const plans = (useOwnMealPlans().data ?? []).filter(({ status }) => status === 'active');
  if (plans.length === 0) return null;
  return (
    <section aria-labelledby="meals-title" data-testid="home-meals">
      <h2 id="meals-title" className={styles.title}>
        {t('meals.title')}
      </h2>
      <RowGroup>
        {plans.map((plan) => (
          <Row
            key={plan.id}
            to="/meals"
            wrap
            title={named(plan.planName)}
            note={nowWords(t, plan)}
            aside={takenWords(t, plan)}
            testId="home-meal-plan"
          />
        ))}
      </RowGroup>
    </section>
  );
}
