import type { Closure, ClosureRound } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { App, Button, Progress, Skeleton, Space, type TableProps } from 'antd';
import { Link, useParams } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { ClosureActs } from './closure-acts.tsx';
import { ClosureStatus, headCount, RoundState } from './closure-words.tsx';
import { isWorking, type RoundAct, STATES, useClosures, useRound, useRoundAct } from './use-closures.ts';

export function ClosureRoundPage() {
  const t = useTexts();
  const closureRoundId = readId<'closureRound'>(useParams().closureRoundId);
  if (!closureRoundId) return <PageHeader title={t('nav.closures')} note={t('closures.round_unknown')} />;
  return <OneRound key={closureRoundId} closureRoundId={closureRoundId} />;
}

/** What it would pay out, who decides, and each member with what stands against it. */
function OneRound(props: { closureRoundId: ClosureRound['id'] }) {
  const t = useTexts();
  const found = useRound(props.closureRoundId);
  const round = found.data;
  const back = { to: '/closures', label: t('nav.closures') };
  if (!round) {
    return (
      <>
        <PageHeader title={t('nav.closures')} back={back} />
        {found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />}
      </>
    );
  }
  return (
    <>
      <PageHeader title={round.reason} badge={<RoundState state={round.state} />} back={back} actions={<Acts round={round} />} />
      <div className="stack">
        <Figures round={round} />
        <Members round={round} />
      </div>
    </>
  );
}

const FULL = 100;

function Figures({ round }: { round: ClosureRound }) {
  const t = useTexts();
  const all = headCount(round);
  const { counts } = round;
  const ended = all - counts.new - counts.ready - counts.paying;
  return (
    <Panel title={t('closures.figures')} testId="closure-figures">
      <Facts
        columns={2}
        rows={[
          { label: t('closures.members'), value: String(all) },
          { label: t('closureState.blocked'), value: String(counts.blocked) },
          { label: t('closureState.payable'), value: String(counts.payable) },
          { label: t('closureState.done'), value: String(counts.done) },
          { label: t('closures.own'), value: <Money minor={round.ownMinor} /> },
          { label: t('closures.gift'), value: <Money minor={round.giftMinor} /> },
          { label: t('closures.subsidy'), value: <Money minor={round.subsidyMinor} /> },
          { label: t('closures.paid'), value: <Money minor={round.paidMinor} /> },
          { label: t('closures.by'), value: round.madeByName },
          ...(round.decidedByName ? [{ label: t('closures.decidedBy'), value: round.decidedByName }] : []),
        ]}
      />
      {isWorking(round) && all > 0 && (
        <Progress percent={Math.floor((ended / all) * FULL)} status="active" aria-label={t('closures.progress')} data-testid="closure-progress" />
      )}
      {round.state === 'ready' && round.needsApproval && <p className="fine">{t('closures.willWait')}</p>}
    </Panel>
  );
}

function Acts({ round }: { round: ClosureRound }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const { user } = useSession();
  const decide = useRoundAct();
  const sums = { count: round.counts.ready, amount: formatMoney(toMinor(round.ownMinor)) };
  const ask = (act: RoundAct) =>
    confirm({
      title: t(`closures.${act}Title`, sums),
      changes: [t(`closures.${act}Change`)],
      ok: t(act === 'start' && round.needsApproval ? 'closures.submit' : `closures.${act}`),
      danger: act !== 'refuse',
      run: async () => {
        await decide.mutateAsync({ act, closureRoundId: round.id });
        message.success(t('saved'));
      },
    });
  const mayRefuse = (round.state === 'ready' || round.state === 'waiting') && can('closures.write');
  return (
    <Space>
      {mayRefuse && (
        <Button onClick={() => ask('refuse')} data-testid="refuse-closures">
          {t('closures.refuse')}
        </Button>
      )}
      {round.state === 'ready' && can('closures.write') && (
        <Button type="primary" danger disabled={round.counts.ready === 0} onClick={() => ask('start')} data-testid="start-closures">
          {t(round.needsApproval ? 'closures.submit' : 'closures.start')}
        </Button>
      )}
      {round.state === 'waiting' && can('closures.approve') && round.madeByName !== user.name && (
        <Button type="primary" danger onClick={() => ask('approve')} data-testid="approve-closures">
          {t('closures.approve')}
        </Button>
      )}
    </Space>
  );
}

const FILTERS = ['state'] as const;

function Members({ round }: { round: ClosureRound }) {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const list = useClosures(round, filters.pick('state', STATES));
  return (
    <Panel title={t('closures.members')} flush>
      <FilterBar filters={filters}>
        <FilterSelect
          filters={filters}
          name="state"
          placeholder={t('field.status')}
          choices={STATES.map((state) => ({ value: state, label: t(`closureState.${state}`) }))}
        />
      </FilterBar>
      <KeysetTable<Closure>
        list={list}
        columns={columns(t, round.state === 'ready')}
        rowKey={(closure) => closure.id}
        label={t('closures.members')}
        empty={<EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />}
        testId="closures-table"
      />
    </Panel>
  );
}

function columns(t: Texts, isBefore: boolean): NonNullable<TableProps<Closure>['columns']> {
  return [
    {
      title: t('field.member'),
      key: 'member',
      render: (_, { memberId, memberName, memberNumber }) =>
        memberId ? (
          <Link className="cell-link two-lines" to={`/members/${memberId}`}>
            <span>{memberName ?? memberNumber}</span>
            <small className="number">{memberNumber}</small>
          </Link>
        ) : (
          <span className="number">{memberNumber}</span>
        ),
    },
    { title: t('field.status'), key: 'state', render: (_, closure) => <ClosureStatus closure={closure} /> },
    {
      title: t('closures.own'),
      key: 'own',
      align: 'right',
      render: (_, closure) => (
        <span className="two-lines">
          <Money minor={closure.ownMinor} />
          {closure.sourceMinor < closure.ownMinor && (
            <small>
              {t('closures.toSource')} <Money minor={closure.sourceMinor} />
            </small>
          )}
        </span>
      ),
    },
    {
      title: t('closures.returned'),
      key: 'returned',
      align: 'right',
      render: (_, { giftMinor, subsidyMinor }) => (
        <span className="two-lines">
          {giftMinor > 0 && (
            <small>
              {t('wallet.gift')} <Money minor={giftMinor} />
            </small>
          )}
          {subsidyMinor > 0 && (
            <small>
              {t('nav.subsidies')} <Money minor={subsidyMinor} />
            </small>
          )}
        </span>
      ),
    },
    { title: t('closures.paid'), key: 'paid', align: 'right', render: (_, closure) => <Money minor={closure.paidMinor} /> },
    {
      title: <span className="hidden-word">{t('field.acts')}</span>,
      key: 'acts',
      align: 'right',
      fixed: 'right',
      render: (_, closure) => <ClosureActs closure={closure} isBefore={isBefore} />,
    },
  ];
}
