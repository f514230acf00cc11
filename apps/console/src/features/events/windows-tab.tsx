import { SALES_CHANNELS, type SaleWindow, type WholeEvent, WINDOW_KINDS } from '@tessera/contract';
import { DatePicker, Form, InputNumber, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTexts } from '../../shared/texts.ts';
import { ListForm } from './list-form.tsx';
import { useSaveRules } from './use-events.ts';

type Row = Omit<SaleWindow, 'startsAt' | 'endsAt' | 'reductionBps'> & { startsAt?: Dayjs | null; endsAt?: Dayjs | null; reductionPercent: number };
const PERCENT_BPS = 100;
const PICKER = { showTime: { format: 'HH:mm' }, format: 'YYYY-MM-DD HH:mm', className: 'event-wide' } as const;

/** When what is sold where and to whom, and for how much less. */
export function WindowsTab({ whole: { event, windows, questions, ticketKinds }, isOpen }: { whole: WholeEvent; isOpen: boolean }) {
  const t = useTexts();
  const save = useSaveRules();
  const write = (rows: Row[]) => save.mutateAsync({ eventId: event.eventId, revision: event.revision, questions, windows: rows.map(windowOf) });
  const kinds = ticketKinds.filter(({ isRetired }) => !isRetired).map(({ ticketKindId, name }) => ({ value: ticketKindId, label: name }));
  return (
    <ListForm<Row>
      title={t('ticketing.tab.windows')}
      hint={t('ticketing.windowsHint')}
      empty={t('ticketing.noWindows')}
      add={t('ticketing.windowAdd')}
      rows={windows.map(rowOf)}
      blank={() => ({ kind: 'presale', channels: ['app', 'web'], ticketKindIds: [], levelIds: [], reductionPercent: 0 })}
      isOpen={isOpen}
      error={save.error}
      isBusy={save.isPending}
      onSave={write}
      testId="windows"
      row={(at) => (
        <>
          <Form.Item name={[at, 'levelIds']} hidden>
            <Select mode="multiple" />
          </Form.Item>
          <div className="event-pair">
            <Form.Item name={[at, 'kind']} label={t('ticketing.windowKind')}>
              <Select options={WINDOW_KINDS.map((value) => ({ value, label: t(`ticketing.window.${value}`) }))} />
            </Form.Item>
            <Form.Item name={[at, 'reductionPercent']} label={t('ticketing.reduction')} rules={[{ required: true, message: t('check.needed') }]}>
              <InputNumber min={0} max={100} precision={2} suffix="%" className="event-wide" />
            </Form.Item>
            <Form.Item name={[at, 'startsAt']} label={t('ticketing.windowStarts')} extra={t('ticketing.windowStartsHint')}>
              <DatePicker {...PICKER} />
            </Form.Item>
            <Form.Item name={[at, 'endsAt']} label={t('ticketing.windowEnds')} extra={t('ticketing.windowEndsHint')}>
              <DatePicker {...PICKER} />
            </Form.Item>
            <Form.Item name={[at, 'channels']} label={t('ticketing.channels')} rules={[{ required: true, message: t('check.needed') }]}>
              <Select mode="multiple" options={SALES_CHANNELS.map((value) => ({ value, label: t(`ticketing.channel.${value}`) }))} />
            </Form.Item>
            <Form.Item name={[at, 'ticketKindIds']} label={t('ticketing.windowKinds')}>
              <Select mode="multiple" placeholder={t('ticketing.allKinds')} options={kinds} />
            </Form.Item>
          </div>
        </>
      )}
    />
  );
}

function rowOf({ startsAt, endsAt, reductionBps, ...window }: SaleWindow): Row {
  return { ...window, startsAt: startsAt && dayjs(startsAt), endsAt: endsAt && dayjs(endsAt), reductionPercent: reductionBps / PERCENT_BPS } as Row; // What is null stays null.
}

function windowOf({ startsAt, endsAt, reductionPercent, ...window }: Row): SaleWindow {
  return {
    ...window,
    levelIds: window.levelIds ?? [],
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    reductionBps: Math.round(reductionPercent * PERCENT_BPS),
  };
}
