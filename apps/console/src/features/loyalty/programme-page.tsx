import type { PointsProgramme } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
import { App, Button, Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { Earning } from './earning.tsx';
import { Events } from './events.tsx';
import { GrantPoints } from './grant-points.tsx';
import { Levels } from './levels.tsx';
import { Points, PointsStatus, useExpiryWords } from './loyalty-words.tsx';
import { PricePanel } from './price-panel.tsx';
import { ProgrammeForm } from './programme-form.tsx';
import { Rounds } from './rounds.tsx';
import { Rules } from './rules.tsx';
import { usePointsProgramme, useUpdateProgramme } from './use-loyalty.ts';

export function PointsProgrammePage() {
  const t = useTexts();
  const programmeId = readId<'pointsProgramme'>(useParams().pointsProgrammeId);
  if (!programmeId) return <PageHeader title={t('nav.points')} note={t('loyalty.programme_unknown')} />;
  return <OneProgramme key={programmeId} programmeId={programmeId} />;
}

/** What became of its points, what they cost, and the ways in which they are given. */
function OneProgramme(props: { programmeId: PointsProgramme['id'] }) {
  const t = useTexts();
  const named = useNamed();
  const found = usePointsProgramme(props.programmeId);
  const programme = found.data;
  const back = { to: '/points', label: t('nav.points') };
  if (!programme) {
    return (
      <>
        <PageHeader title={t('nav.points')} back={back} />
        {found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={named(programme.name)}
        badge={<PointsStatus status={programme.status} />}
        note={programme.issuerName}
        back={back}
        actions={<Acts programme={programme} />}
      />
      <div className="columns">
        <Ways programme={programme} />
        <div className="stack">
          <Figures programme={programme} />
          <PricePanel programme={programme} />
          <Terms programme={programme} />
        </div>
      </div>
    </>
  );
}

const VIEWS = ['rounds', 'rules', 'earning', 'levels', 'events'] as const;

/** One list at a time, named in the address, so that each keeps its own place. */
function Ways(props: { programme: PointsProgramme }) {
  const t = useTexts();
  const [search, setSearch] = useSearchParams();
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'rounds';
  const { programme } = props;
  const lists = {
    rounds: <Rounds programmeId={programme.id} />,
    rules: <Rules programme={programme} />,
    earning: <Earning programme={programme} />,
    levels: <Levels programme={programme} />,
    events: <Events programme={programme} />,
  };
  return (
    <Tabs
      activeKey={view}
      onChange={(key) => setSearch(key === 'rounds' ? {} : { view: key })}
      items={VIEWS.map((key) => ({ key, label: t(`loyalty.${key}`), children: key === view ? lists[key] : null }))}
    />
  );
}

function Figures(props: { programme: PointsProgramme }) {
  const t = useTexts();
  const { programme } = props;
  const rows = (['granted', 'pending', 'redeemed', 'expired', 'outstanding'] as const).map((name) => ({
    label: t(`loyalty.${name}`),
    value: <Points points={programme[name]} />,
  }));
  return (
    <Panel title={t('loyalty.figures')} testId="points-figures">
      <Facts rows={rows} />
    </Panel>
  );
}

function Terms(props: { programme: PointsProgramme }) {
  const t = useTexts();
  const expiryWords = useExpiryWords();
  const { programme } = props;
  return (
    <Panel title={t('loyalty.terms')}>
      <Facts
        rows={[
          { label: t('loyalty.expiry'), value: expiryWords(programme.expiry) },
          {
            label: t('loyalty.pendingDays'),
            value: programme.pendingDays === 0 ? t('loyalty.atOnce') : t('loyalty.daysLong', { days: programme.pendingDays }),
          },
          { label: t('loyalty.createdBy'), value: programme.createdByName },
        ]}
      />
    </Panel>
  );
}

function Acts(props: { programme: PointsProgramme }) {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const update = useUpdateProgramme();
  const [dialog, setDialog] = useState<'edit' | 'member' | null>(null);
  const { programme } = props;
  const isOpen = programme.status === 'open';
  const close = () => setDialog(null);
  const turn = () =>
    confirm({
      title: t(isOpen ? 'loyalty.closeTitle' : 'loyalty.openTitle'),
      changes: [t(isOpen ? 'loyalty.closeChange' : 'loyalty.openChange')],
      ok: t(isOpen ? 'loyalty.close' : 'loyalty.open'),
      run: async () => {
        await update.mutateAsync({ pointsProgrammeId: programme.id, status: isOpen ? 'closed' : 'open' });
        message.success(t('saved'));
      },
    });
  return (
    <>
      {can('loyalty.write') && <Button onClick={() => setDialog('edit')}>{t('action.edit')}</Button>}
      {can('loyalty.write') && programme.status !== 'proposed' && <Button onClick={turn}>{t(isOpen ? 'loyalty.close' : 'loyalty.open')}</Button>}
      {can('loyalty.grant') && isOpen && (
        <>
          <Button icon={<Icon name="upload" size={16} />} onClick={() => navigate(`/imports?points=${programme.id}`)} data-testid="points-file">
            {t('loyalty.byFile')}
          </Button>
          <Button type="primary" onClick={() => setDialog('member')} data-testid="grant-points">
            {t('loyalty.toMember')}
          </Button>
        </>
      )}
      {dialog === 'edit' && <ProgrammeForm programme={programme} onClose={close} />}
      {dialog === 'member' && <GrantPoints programme={programme} onClose={close} />}
    </>
  );
}
