import { useQueryClient } from '@tanstack/react-query';
import type { VenueSeatPlan } from '@tessera/contract';
import { ProblemError } from '@tessera/contract/client';
import type { SeatPlan } from '@tessera/rules';
import { App } from 'antd';
import { useState } from 'react';
import { saveFile } from '../../../shared/save-file.ts';
import { useTexts } from '../../../shared/texts.ts';
import { forgetPlan, useSavePlan } from '../use-venues.ts';
import type { PlanEdits } from './use-plan-edits.ts';

const fileOf = (plan: SeatPlan) => new File([JSON.stringify(plan)], 'plan.json', { type: 'application/json' });

/** Saves over the revision that was read; where somebody else was quicker, what one has can be taken away as a file. */
export function usePlanFile(first: VenueSeatPlan, { plan, markSaved }: PlanEdits) {
  const t = useTexts();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [head, setHead] = useState(first);
  const saving = useSavePlan();
  const save = async (): Promise<boolean> => {
    const saved = await saving.mutateAsync({ seatPlanId: head.id, revision: head.revision, file: fileOf(plan) }).catch(() => undefined);
    if (!saved) return false;
    setHead(saved);
    markSaved(plan);
    forgetPlan(queries, head.id);
    message.success(t('planEditor.saved'));
    return true;
  };
  return {
    head,
    save,
    isSaving: saving.isPending,
    error: saving.error,
    isOutrun: saving.error instanceof ProblemError && saving.error.code === 'venues.changed_meanwhile',
    download: () => saveFile(`${head.name} v${head.version}.json`, fileOf(plan)),
  };
}
export type PlanFile = ReturnType<typeof usePlanFile>;
