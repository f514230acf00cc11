import {
  ALLOCATION_KINDS,
  type Allocation,
  type AllocationKind,
  type EventSession,
  QUOTA_SIZE_MAX,
  type Quota,
  SALES_CHANNELS,
} from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { App, Button, Input, InputNumber, Select } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useSaveAllocations } from './use-events.ts';

const AllocationSeats = lazy(() => import('./allocation-seats.tsx').then((module) => ({ default: module.AllocationSeats })));

export type Draft = Omit<Allocation, 'allocationId'> & { allocationId?: Id<'allocation'>; key: string };
const NAME_MAX = 80;
const BLANK = { kind: 'house', channel: null, quotaId: null, count: 0 } as const;
const sent = ({ key: _, ...one }: Draft) => ({
  ...one,
  name: one.name.trim(),
  channel: one.kind === 'channel' ? (one.channel ?? 'app') : null,
});
let drafts = 0;
const newKey = () => {
  drafts += 1;
  return `new ${drafts}`;
};

/** What is written before it is saved, and which of them the plan’s seats are for. */
function useDrafts(kept: readonly Allocation[]) {
  const t = useTexts();
  const [all, setAll] = useState<Draft[]>(() => kept.map((one) => ({ ...one, key: one.allocationId })));
  const [chosen, setChosen] = useState<string | undefined>(all[0]?.key);
  const change = (key: string, fields: Partial<Draft>) => setAll(all.map((one) => (one.key === key ? { ...one, ...fields } : one)));
  const add = () => {
    const key = newKey();
    setAll([...all, { ...BLANK, seats: [], key, name: t('ticketing.allocation.house') }]);
    setChosen(key);
  };
  const remove = (key: string) => setAll(all.filter((one) => one.key !== key));
  return { all, chosen, setChosen, change, add, remove };
}

/** Allocations beside the plan: choose one, then touch its seats. */
export function AllocationsForm({ kept, quotas }: { kept: { session: EventSession; allocations: readonly Allocation[] }; quotas: readonly Quota[] }) {
  const t = useTexts();
  const { message } = App.useApp();
  const save = useSaveAllocations();
  const { session } = kept;
  const isOpen = useCan()('events.write') && session.state !== 'canceled';
  const { all, chosen, setChosen, change, add, remove } = useDrafts(kept.allocations);
  const hasPlan = session.seatPlanId !== null;
  const write = async () => {
    const { eventSessionId, revision } = session;
    const done = await save.mutateAsync({ eventSessionId, revision, allocations: all.map(sent) }).catch(() => undefined);
    if (done) message.success(t('ticketing.saved'));
  };
  return (
    <div className="event-allocations">
      <Panel title={t('ticketing.allocationsKept')} extra={isOpen && <Button onClick={add}>{t('ticketing.allocationAdd')}</Button>}>
        <p className="quiet">{t('ticketing.allocationsHint')}</p>
        {all.length === 0 && <EmptyState compact title={t('ticketing.noAllocations')} hint={t('ticketing.noAllocationsHint')} />}
        <div className="event-cards">
          {all.map((one) => (
            <AllocationCard
              key={one.key}
              {...{ one, quotas, hasPlan, isOpen, isChosen: one.key === chosen }}
              onChoose={() => setChosen(one.key)}
              onChange={(fields) => change(one.key, fields)}
              onRemove={() => remove(one.key)}
            />
          ))}
        </div>
        <ErrorNotice error={save.error} />
        {isOpen && (
          <div className="event-card-acts">
            <Button
              type="primary"
              disabled={all.some(({ name }) => name.trim() === '')}
              loading={save.isPending}
              onClick={write}
              data-testid="allocations-save"
            >
              {t('action.save')}
            </Button>
          </div>
        )}
      </Panel>
      {session.seatPlanId && (
        <Suspense fallback={null}>
          <AllocationSeats
            seatPlanId={session.seatPlanId}
            all={all}
            chosen={isOpen ? chosen : undefined}
            onSeats={(seats) => chosen !== undefined && change(chosen, { seats })}
          />
        </Suspense>
      )}
    </div>
  );
}

type CardProps = {
  one: Draft;
  quotas: readonly Quota[];
  hasPlan: boolean;
  isOpen: boolean;
  isChosen: boolean;
  onChoose: () => void;
  onChange: (fields: Partial<Draft>) => void;
  onRemove: () => void;
};
function AllocationCard({ one, quotas, hasPlan, isOpen, isChosen, onChoose, onChange, onRemove }: CardProps) {
  const t = useTexts();
  return (
    <div className={isChosen ? 'event-card event-card-chosen' : 'event-card'}>
      <div className="event-pair">
        <Select<AllocationKind>
          value={one.kind}
          disabled={!isOpen}
          aria-label={t('ticketing.allocationKind')}
          options={ALLOCATION_KINDS.map((value) => ({ value, label: t(`ticketing.allocation.${value}`) }))}
          onChange={(kind) => onChange({ kind, channel: kind === 'channel' ? 'app' : null })}
        />
        <Input
          value={one.name}
          disabled={!isOpen}
          maxLength={NAME_MAX}
          status={one.name.trim() === '' ? 'error' : ''}
          aria-label={t('ticketing.allocationName')}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        {one.kind === 'channel' && (
          <Select
            value={one.channel}
            disabled={!isOpen}
            aria-label={t('ticketing.channels')}
            options={SALES_CHANNELS.map((value) => ({ value, label: t(`ticketing.channel.${value}`) }))}
            onChange={(channel) => onChange({ channel })}
          />
        )}
        {quotas.length > 0 && <QuotaPart one={one} quotas={quotas} isOpen={isOpen} onChange={onChange} />}
      </div>
      <div className="event-card-acts">
        {hasPlan && (
          <Button size="small" type={isChosen ? 'primary' : 'default'} onClick={onChoose} data-testid="allocation-choose">
            {t('ticketing.allocationSeats', { count: one.seats.length })}
          </Button>
        )}
        {isOpen && (
          <Button size="small" danger onClick={onRemove}>
            {t('ticketing.rowRemove')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** So many of a quota, beside or in the place of seats. */
function QuotaPart({ one, quotas, isOpen, onChange }: Pick<CardProps, 'one' | 'quotas' | 'isOpen' | 'onChange'>) {
  const t = useTexts();
  return (
    <>
      <Select<Id<'quota'> | null>
        value={one.quotaId}
        allowClear
        disabled={!isOpen}
        placeholder={t('ticketing.noQuota')}
        aria-label={t('ticketing.quotaName')}
        options={quotas.map(({ quotaId, name }) => ({ value: quotaId, label: name }))}
        onChange={(quotaId) => onChange({ quotaId: quotaId ?? null })}
      />
      {one.quotaId && (
        <InputNumber
          min={0}
          max={QUOTA_SIZE_MAX}
          precision={0}
          value={one.count}
          disabled={!isOpen}
          aria-label={t('ticketing.count')}
          onChange={(count) => onChange({ count: count ?? 0 })}
        />
      )}
    </>
  );
}
