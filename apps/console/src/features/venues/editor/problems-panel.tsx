import { checkPlan, type PlanFinding, type PlanIndex, type SeatPlan } from '@tessera/rules';
import { Button } from 'antd';
import { useDeferredValue, useMemo } from 'react';
import { Status } from '../../../shared/status.tsx';
import { useTexts } from '../../../shared/texts.ts';

/** A little behind the pen, so that nobody waits for it. */
export function useFindings(plan: SeatPlan, index: PlanIndex): readonly PlanFinding[] {
  const late = useDeferredValue(useMemo(() => ({ plan, index }), [plan, index]));
  return useMemo(() => checkPlan(late.plan, late.index), [late]);
}

const SHOWN = 50;

/** What would go wrong at the sale; touching one shows its seats. */
export function ProblemsPanel({ findings, onShow }: { findings: readonly PlanFinding[]; onShow: (guids: readonly string[]) => void }) {
  const t = useTexts();
  if (findings.length === 0) return <Status tone="good">{t('venues.noProblems')}</Status>;
  return (
    <ul className="plan-problems" data-testid="plan-problems">
      {findings.slice(0, SHOWN).map(({ finding, blocks, name, guids }) => (
        <li key={`${finding} ${name} ${guids.join()}`}>
          <Status tone={blocks ? 'bad' : 'quiet'}>{t(blocks ? 'venues.blocks' : 'venues.hint')}</Status>
          <span>
            {t(`planFinding.${finding}`)} {name}
          </span>
          {guids.length > 0 && (
            <Button size="small" type="link" onClick={() => onShow(guids)}>
              {t('planEditor.show')}
            </Button>
          )}
        </li>
      ))}
      {findings.length > SHOWN && <li>{t('venues.moreProblems', { count: findings.length - SHOWN })}</li>}
    </ul>
  );
}
