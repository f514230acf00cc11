import type { Slip } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { Button, Grid, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { type Filters, useFilters } from '../../shared/use-filters.ts';
import { ConfirmSlip } from './confirm-slip.tsx';
import { ConfirmSlips } from './confirm-slips.tsx';
import { KeySlips } from './key-slips.tsx';
import { RefuseSlip } from './refuse-slip.tsx';
import { SLIP_STATES, useSlips } from './use-slips.ts';

const FILTERS = ['q', 'state', 'merchant', 'import'] as const;
const AT_ONCE_MAX = 100;
const TONES = { waiting: 'warn', posted: 'good', refused: 'quiet' } as const;
type Acting = { slip: Slip; act: 'confirm' | 'refuse' };

/** What was written on paper while the network was down: keyed by one person, confirmed by another. */
export function SlipsPage() {
  const t = useTexts();
  const can = useCan();
  const isWide = Grid.useBreakpoint().md ?? true;
  const filters = useFilters(FILTERS);
  const importId = readId<'import'>(filters.get('import'));
  const merchantId = readId<'organization'>(filters.get('merchant'));
  const list = useSlips({ q: filters.get('q'), state: filters.pick('state', SLIP_STATES), merchantId, importId });
  const [keying, setKeying] = useState(false);
  const [chosen, setChosen] = useState<readonly Slip[]>([]);
  const [confirming, setConfirming] = useState(false);
  const [acting, setActing] = useState<Acting | null>(null);
  const close = () => setActing(null);
  return (
    <>
      <PageHeader
        title={t('nav.slips')}
        note={t('slips.note')}
        actions={<HeadActs count={chosen.length} onConfirm={() => setConfirming(true)} onKey={() => setKeying(true)} />}
      />
      <Panel flush>
        <SlipFilters filters={filters} />
        <KeysetTable<Slip>
          list={list}
          columns={[...columns(t), acts(t, { can, isWide, onAct: setActing })]}
          rowKey={(slip) => slip.id}
          label={t('nav.slips')}
          selection={can('slips.approve') ? selectionOf(t, chosen, setChosen) : undefined}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('slips.empty')} hint={t('slips.emptyHint')} />
            )
          }
          testId="slips-table"
        />
      </Panel>
      {keying && <KeySlips onClose={() => setKeying(false)} />}
      {confirming && (
        <ConfirmSlips
          slips={chosen}
          onClose={() => {
            setConfirming(false);
            setChosen([]);
          }}
        />
      )}
      {acting?.act === 'confirm' && <ConfirmSlip slip={acting.slip} onClose={close} />}
      {acting?.act === 'refuse' && <RefuseSlip slip={acting.slip} onClose={close} />}
    </>
  );
}

function HeadActs(props: { count: number; onConfirm: () => void; onKey: () => void }) {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const { count } = props;
  return (
    <>
      {count > 0 && (
        <Button type="primary" onClick={props.onConfirm} data-testid="confirm-slips">
          {t('slips.confirmMany', { count })}
        </Button>
      )}
      {can('slips.write') && (
        <>
          <Button icon={<Icon name="upload" size={16} />} onClick={() => navigate('/imports?kind=slips')} data-testid="import-slips">
            {t('slips.import')}
          </Button>
          <Button type={count > 0 ? 'default' : 'primary'} onClick={props.onKey} data-testid="key-slips">
            {t('slips.key')}
          </Button>
        </>
      )}
    </>
  );
}

function SlipFilters(props: { filters: Filters }) {
  const t = useTexts();
  const can = useCan();
  const { filters } = props;
  return (
    <FilterBar filters={filters}>
      <SearchBox filters={filters} placeholder={t('slips.search')} />
      <FilterSelect
        filters={filters}
        name="state"
        placeholder={t('field.status')}
        choices={SLIP_STATES.map((state) => ({ value: state, label: t(`slipState.${state}`) }))}
      />
      {can('organizations.read') && <MerchantFilter filters={filters} />}
      {filters.get('import') && <span className="quiet">{t('slips.ofImport')}</span>}
    </FilterBar>
  );
}

/** As many as one request takes; only what this person may confirm can be chosen. */
function selectionOf(t: Texts, chosen: readonly Slip[], onChoose: (slips: readonly Slip[]) => void) {
  return {
    selectedRowKeys: chosen.map((slip) => slip.id),
    onChange: (_: unknown, slips: Slip[]) => onChoose(slips.filter(Boolean).slice(0, AT_ONCE_MAX)),
    getCheckboxProps: (slip: Slip) => ({
      disabled: slip.state !== 'waiting' || slip.keyedByMe,
      'aria-label': t('slips.pick', { number: slip.slipNumber }),
      'data-testid': 'pick-slip',
    }),
  };
}

function columns(t: Texts): NonNullable<TableProps<Slip>['columns']> {
  return [
    { title: t('slips.number'), dataIndex: 'slipNumber', key: 'slipNumber', className: 'number' },
    { title: t('field.merchant'), dataIndex: 'merchantName', key: 'merchant' },
    {
      title: t('field.member'),
      key: 'member',
      render: (_, slip) => (
        <span className="two-lines">
          <Link to={`/members/${slip.memberId}`}>{slip.memberName}</Link>
          <small className="number">{slip.memberNumber}</small>
        </span>
      ),
    },
    { title: t('slips.paidOn'), dataIndex: 'paidOn', key: 'paidOn', className: 'number' },
    { title: t('export.amount'), key: 'amount', align: 'right', render: (_, slip) => <Money minor={slip.amountMinor} /> },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, slip) => (
        <span className="two-lines">
          <Status tone={TONES[slip.state]}>{t(`slipState.${slip.state}`)}</Status>
          {slip.reason && <small>{slip.reason}</small>}
        </span>
      ),
    },
    {
      title: t('slips.keyedBy'),
      key: 'keyed',
      render: (_, slip) => (
        <span className="two-lines">
          <span>{slip.keyedBy}</span>
          <small>
            <Time at={slip.keyedAt} />
          </small>
        </span>
      ),
    },
    { title: t('slips.decidedBy'), key: 'decided', render: (_, slip) => slip.decidedBy ?? <span className="quiet">—</span> },
  ];
}

type Acts = { can: ReturnType<typeof useCan>; isWide: boolean; onAct: (acting: Acting) => void };

function acts(t: Texts, { can, isWide, onAct }: Acts): NonNullable<TableProps<Slip>['columns']>[number] {
  return {
    title: <span className="hidden-word">{t('field.acts')}</span>,
    key: 'acts',
    align: 'right',
    // On a phone they would cover what they are about.
    ...(isWide && { fixed: 'right' as const }),
    render: (_, slip) =>
      slip.state === 'waiting' && (
        <span style={{ whiteSpace: 'nowrap' }}>
          {can('slips.approve') && (
            <Button
              size="small"
              type="primary"
              disabled={slip.keyedByMe}
              title={slip.keyedByMe ? t('slips.needs_another_person') : ''}
              onClick={() => onAct({ slip, act: 'confirm' })}
              data-testid="confirm-slip"
            >
              {t('slips.confirm')}
            </Button>
          )}{' '}
          {(can('slips.write') || can('slips.approve')) && (
            <Button size="small" onClick={() => onAct({ slip, act: 'refuse' })} data-testid="refuse-slip">
              {t('slips.refuse')}
            </Button>
          )}
        </span>
      ),
  };
}
