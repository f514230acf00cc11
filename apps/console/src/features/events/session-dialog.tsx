import type { EventHead, EventSession } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { App, Checkbox, DatePicker, Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { StopsField } from './stops-field.tsx';
import { useAddSessions, usePlansOf, useUpdateSession } from './use-events.ts';

export type StopValues = { name: string; arrivesAt?: Dayjs | null; departsAt?: Dayjs | null };
type Values = {
  name?: string;
  startsAt: Dayjs;
  minutes: number;
  doorsMinutes?: number | null;
  seatPlanId?: Id<'seatPlan'> | null;
  stops: StopValues[];
  isRepeated?: boolean;
  untilOn?: Dayjs;
  weekdays?: number[];
  perDay?: number;
  everyMinutes?: number;
};
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const [NAME_MAX, DAY_MINUTES, PER_DAY_MAX, WEEK_MINUTES] = [80, 1_440, 96, 10_080];
const PICKER = { showTime: { format: 'HH:mm' }, format: 'YYYY-MM-DD HH:mm', className: 'event-wide' } as const;

/** Adds a session or many, or changes one. */
export function SessionDialog({ event, session, onClose }: { event: EventHead; session: EventSession | null; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [add, update] = [useAddSessions(), useUpdateSession()];
  const plans = usePlansOf(event.venueId);
  const isRepeated = Form.useWatch('isRepeated', form);
  const save = async (values: Values) => {
    const fields = fieldsOf(values);
    if (session) {
      await update.mutateAsync({ eventSessionId: session.eventSessionId, revision: session.revision, ...fields });
      message.success(t('ticketing.saved'));
    } else {
      const { count } = await add.mutateAsync({ eventId: event.eventId, ...fields, repeat: repeatOf(values) });
      message.success(t('ticketing.sessionsAdded', { count }));
    }
    onClose();
  };
  return (
    <Modal
      open
      width={640}
      title={t(session ? 'ticketing.sessionEdit' : 'ticketing.sessionAdd')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ 'data-testid': 'session-save' }}
      confirmLoading={add.isPending || update.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      {/* What is refused stands in the dialog. */}
      <Form<Values> form={form} layout="vertical" initialValues={valuesOf(session)} onFinish={(values) => void save(values).catch(() => undefined)}>
        <Times />
        <Form.Item name="seatPlanId" label={t('ticketing.plan')} extra={t('ticketing.planHint')}>
          <Select
            allowClear
            placeholder={t('ticketing.noPlan')}
            options={(plans.data ?? []).map(({ id, name, version }) => ({ value: id, label: t('venues.version', { name, version }) }))}
          />
        </Form.Item>
        {event.kind === 'rail' && <StopsField />}
        {!session && (
          <Form.Item name="isRepeated" label={t('ticketing.repeat')} valuePropName="checked">
            <Switch data-testid="session-repeat" />
          </Form.Item>
        )}
        {isRepeated && <Repeat />}
      </Form>
      <ErrorNotice error={add.error ?? update.error} />
    </Modal>
  );
}

function Times() {
  const t = useTexts();
  return (
    <div className="event-pair">
      <Form.Item name="startsAt" label={t('ticketing.startsAt')} rules={[{ required: true, message: t('check.needed') }]}>
        <DatePicker {...PICKER} />
      </Form.Item>
      <Form.Item name="minutes" label={t('ticketing.minutes')} rules={[{ required: true, message: t('check.needed') }]}>
        <InputNumber min={1} max={WEEK_MINUTES} precision={0} className="event-wide" />
      </Form.Item>
      <Form.Item name="doorsMinutes" label={t('ticketing.doorsMinutes')}>
        <InputNumber min={0} max={DAY_MINUTES} precision={0} className="event-wide" />
      </Form.Item>
      <Form.Item name="name" label={t('ticketing.sessionName')} extra={t('ticketing.sessionNameHint')}>
        <Input maxLength={NAME_MAX} />
      </Form.Item>
    </div>
  );
}

function Repeat() {
  const t = useTexts();
  const rules = [{ required: true, message: t('check.needed') }];
  return (
    <div className="event-repeat">
      <Form.Item name="weekdays" label={t('ticketing.weekdays')} rules={rules}>
        <Checkbox.Group options={WEEKDAYS.map((value) => ({ value, label: t(`ticketing.weekday.${value}`) }))} />
      </Form.Item>
      <div className="event-triple">
        <Form.Item name="untilOn" label={t('ticketing.untilOn')} rules={rules}>
          <DatePicker className="event-wide" />
        </Form.Item>
        <Form.Item name="perDay" label={t('ticketing.perDay')} rules={rules}>
          <InputNumber min={1} max={PER_DAY_MAX} precision={0} className="event-wide" />
        </Form.Item>
        <Form.Item name="everyMinutes" label={t('ticketing.everyMinutes')} rules={rules}>
          <InputNumber min={5} max={DAY_MINUTES} precision={0} className="event-wide" />
        </Form.Item>
      </div>
    </div>
  );
}

function valuesOf(session: EventSession | null): Partial<Values> {
  const repeat = { weekdays: [...WEEKDAYS], perDay: 1, everyMinutes: 60, untilOn: dayjs().add(2, 'week') };
  if (!session) return { ...repeat, startsAt: dayjs().add(1, 'week').hour(19).minute(30).second(0).millisecond(0), minutes: 120, stops: [] };
  const { name, startsAt, endsAt, doorsAt, seatPlanId, stops } = session;
  const start = dayjs(startsAt);
  return {
    name,
    startsAt: start,
    minutes: dayjs(endsAt).diff(start, 'minute'),
    doorsMinutes: doorsAt ? start.diff(doorsAt, 'minute') : null,
    seatPlanId,
    stops: stops.map((stop) => ({
      name: stop.name,
      arrivesAt: stop.arrivesAt ? dayjs(stop.arrivesAt) : null,
      departsAt: stop.departsAt ? dayjs(stop.departsAt) : null,
    })),
  };
}

function fieldsOf({ name = '', startsAt, minutes, doorsMinutes, seatPlanId, stops }: Values) {
  return {
    name: name.trim(),
    startsAt: startsAt.toISOString(),
    endsAt: startsAt.add(minutes, 'minute').toISOString(),
    doorsAt: doorsMinutes ? startsAt.subtract(doorsMinutes, 'minute').toISOString() : null,
    seatPlanId: seatPlanId ?? null,
    stops: (stops ?? []).map((stop) => ({
      name: stop.name.trim(),
      arrivesAt: stop.arrivesAt?.toISOString() ?? null,
      departsAt: stop.departsAt?.toISOString() ?? null,
    })),
  };
}

function repeatOf({ isRepeated, untilOn, weekdays = [], perDay = 1, everyMinutes = DAY_MINUTES }: Values) {
  return isRepeated && untilOn ? { untilOn: untilOn.format('YYYY-MM-DD'), weekdays, perDay, everyMinutes } : null;
}
