import type { MealPlan } from '@tessera/contract';
import { Money, useNamed } from '@tessera/ui';
import { App, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { scopeWords } from '../../shared/scope-fields.tsx';
import { useCan } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { GiveAudience } from './give-audience.tsx';
import { GivePlan } from './give-plan.tsx';
import { HoldingsPanel } from './holdings-panel.tsx';
import { PlanForm } from './plan-form.tsx';
import { limitWords, PlanStatus, periodWords, termWords } from './plan-words.tsx';
import { usePlan, useUpdatePlan } from './use-mealplans.ts';
import './mealplans.css';

export function PlanPage() {
  const t = useTexts();
  const planId = readId<'mealPlan'>(useParams().planId);
  if (!planId) return <PageHeader title={t('nav.mealplans')} note={t('mealplans.unknown')} />;
  return <OnePlan key={planId} planId={planId} />;
}

/** What it gives, and who has it. */
function OnePlan(props: { planId: MealPlan['id'] }) {
  const t = useTexts();
  const named = useNamed();
  const found = usePlan(props.planId);
  const plan = found.data;
  const back = { to: '/meal-plans', label: t('nav.mealplans') };
  if (!plan) {
    return (
      <>
        <PageHeader title={t('nav.mealplans')} back={back} />
        {found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />}
      </>
    );
  }
  return (
    <>
      <PageHeader title={named(plan.name)} badge={<PlanStatus status={plan.status} />} back={back} actions={<Acts plan={plan} />} />
      <div className="columns">
        <HoldingsPanel planId={plan.id} />
        <div className="stack">
          <Panel title={t('subsidies.terms')} extra={<Link to={`/meals?plan=${plan.id}`}>{t('mealplans.totals')}</Link>}>
            <Facts rows={termRows(t, plan)} />
          </Panel>
        </div>
      </div>
    </>
  );
}

function termRows(t: Texts, plan: MealPlan) {
  const kinds = plan.eligible.memberKinds.map((kind) => t(`memberKind.${kind}`));
  const whom = [...kinds, ...plan.departmentNames.map(({ name }) => name)].join(t('subsidies.and'));
  return [
    {
      label: t('mealplans.periods'),
      value: (
        <span className="plan-lines">
          {plan.periods.map((period) => (
            <span key={period.period}>{periodWords(t, period)}</span>
          ))}
        </span>
      ),
    },
    { label: t('mealplans.limits'), value: limitWords(t, plan) },
    { label: t('subsidies.scope'), value: scopeWords(t, { scope: plan.scope, merchantNames: plan.merchantNames }) },
    { label: t('mealplans.terminals'), value: plan.terminalNames.map(({ name }) => name).join(t('subsidies.and')) || t('mealplans.allTerminals') },
    { label: t('mealplans.eligible'), value: whom || t('mealplans.everybody') },
    { label: t('mealplans.term'), value: termWords(t, plan) },
    { label: t('mealplans.price'), value: plan.priceMinor === null ? t('mealplans.free') : <Money minor={plan.priceMinor} /> },
    { label: t('mealplans.holders'), value: t('mealplans.holderCount', { count: plan.holderCount }) },
  ];
}

type Dialog = 'edit' | 'grant' | 'sell' | 'audience';

function Acts(props: { plan: MealPlan }) {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { plan } = props;
  const close = () => setDialog(null);
  const isOpen = plan.status === 'open';
  return (
    <>
      {can('mealplans.write') && <Button onClick={() => setDialog('edit')}>{t('action.edit')}</Button>}
      {can('mealplans.write') && <Turn plan={plan} />}
      {isOpen && can('mealplans.write') && (
        <>
          <Button icon={<Icon name="upload" size={16} />} onClick={() => navigate(`/imports?mealPlan=${plan.id}`)} data-testid="give-file">
            {t('subsidies.byFile')}
          </Button>
          <Button onClick={() => setDialog('audience')} data-testid="give-audience">
            {t('subsidies.toAudience')}
          </Button>
        </>
      )}
      {isOpen && plan.priceMinor !== null && can('mealplans.sell') && (
        <Button onClick={() => setDialog('sell')} data-testid="sell-plan">
          {t('mealplans.sell')}
        </Button>
      )}
      {isOpen && can('mealplans.write') && (
        <Button type="primary" onClick={() => setDialog('grant')} data-testid="give-plan">
          {t('subsidies.toMember')}
        </Button>
      )}
      {dialog === 'edit' && <PlanForm plan={plan} onClose={close} />}
      {(dialog === 'grant' || dialog === 'sell') && <GivePlan plan={plan} way={dialog} onClose={close} />}
      {dialog === 'audience' && <GiveAudience plan={plan} onClose={close} />}
    </>
  );
}

function Turn(props: { plan: MealPlan }) {
  const t = useTexts();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const update = useUpdatePlan();
  const { plan } = props;
  const isOpen = plan.status === 'open';
  const turn = () =>
    confirm({
      title: t(isOpen ? 'mealplans.closeTitle' : 'mealplans.openTitle'),
      changes: [t(isOpen ? 'mealplans.closeChange' : 'mealplans.openChange')],
      ok: t(isOpen ? 'subsidies.close' : 'subsidies.open'),
      run: async () => {
        await update.mutateAsync({ planId: plan.id, status: isOpen ? 'closed' : 'open' });
        message.success(t('saved'));
      },
    });
  return <Button onClick={turn}>{t(isOpen ? 'subsidies.close' : 'subsidies.open')}</Button>;
}
