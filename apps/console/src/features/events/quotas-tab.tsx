import { QUOTA_SIZE_MAX, type Quota, type WholeEvent } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Form, Input, InputNumber, Select } from 'antd';
import { useTexts } from '../../shared/texts.ts';
import { ListForm } from './list-form.tsx';
import { useSaveQuotas } from './use-events.ts';

/** Covered kinds as one text each: the kind, or the kind and one of its variations. */
type Row = { quotaId?: Id<'quota'>; name: string; size: number; covers: string[] };
type Cover = Quota['covers'][number];
const NAME_MAX = 80;
const nameOf = ({ ticketKindId, variation }: Cover) => (variation ? `${ticketKindId} ${variation}` : ticketKindId);

/** How many there are of what, in each session. */
export function QuotasTab({ whole: { event, quotas, ticketKinds }, isOpen }: { whole: WholeEvent; isOpen: boolean }) {
  const t = useTexts();
  const save = useSaveQuotas();
  const choices = ticketKinds
    .filter(({ isRetired }) => !isRetired)
    .flatMap(({ ticketKindId, name, variations }) => [
      { cover: { ticketKindId, variation: null }, label: name },
      ...variations.map((one) => ({ cover: { ticketKindId, variation: one.code }, label: `${name} · ${one.name}` })),
    ]);
  const covers = new Map<string, Cover>(choices.map(({ cover }) => [nameOf(cover), cover]));
  const write = (rows: Row[]) => {
    const sent = rows.map((row) => ({ ...row, name: row.name.trim(), covers: row.covers.flatMap((name) => covers.get(name) ?? []) }));
    return save.mutateAsync({ eventId: event.eventId, revision: event.revision, quotas: sent });
  };
  return (
    <ListForm<Row>
      title={t('ticketing.tab.quotas')}
      hint={t('ticketing.quotasHint')}
      empty={t('ticketing.noQuotas')}
      add={t('ticketing.quotaAdd')}
      rows={quotas.map((quota) => ({ ...quota, covers: quota.covers.map(nameOf) }))}
      blank={() => ({ name: '', size: 100, covers: choices.filter(({ cover }) => cover.variation === null).map(({ cover }) => nameOf(cover)) })}
      isOpen={isOpen}
      error={save.error}
      isBusy={save.isPending}
      onSave={write}
      testId="quotas"
      row={(at) => (
        <>
          <Form.Item name={[at, 'quotaId']} hidden>
            <Input />
          </Form.Item>
          <div className="event-pair">
            <Form.Item
              name={[at, 'name']}
              label={t('ticketing.quotaName')}
              rules={[{ required: true, whitespace: true, message: t('check.needed') }]}
            >
              <Input maxLength={NAME_MAX} />
            </Form.Item>
            <Form.Item name={[at, 'size']} label={t('ticketing.quotaSize')} rules={[{ required: true, message: t('check.needed') }]}>
              <InputNumber min={0} max={QUOTA_SIZE_MAX} precision={0} className="event-wide" />
            </Form.Item>
          </div>
          <Form.Item name={[at, 'covers']} label={t('ticketing.quotaCovers')}>
            <Select mode="multiple" options={choices.map(({ cover, label }) => ({ value: nameOf(cover), label }))} />
          </Form.Item>
        </>
      )}
    />
  );
}
