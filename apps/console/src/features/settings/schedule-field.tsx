import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../shared/texts.ts';
import { cronOf, MONTH_DAY_MAX, RHYTHMS, readSchedule, type Schedule, WEEKDAYS } from './schedule.ts';

const CRON_MAX = 100;

/** A schedule by rhythm and time; who wants more writes a cron line. */
export function ScheduleField(props: { id: string; value: string; disabled: boolean; onChange: (cron: string) => void }) {
  const t = useTexts();
  const [schedule, setSchedule] = useState(() => readSchedule(props.value));
  const change = (part: Partial<Schedule>) => {
    const next = { ...schedule, ...part };
    setSchedule(next);
    props.onChange(cronOf(next));
  };
  const { rhythm } = schedule;
  return (
    <div className="schedule-field">
      <Select
        id={props.id}
        aria-label={t('schedule.rhythm')}
        value={rhythm}
        disabled={props.disabled}
        options={RHYTHMS.map((one) => ({ value: one, label: t(`schedule.${one}`) }))}
        onChange={(value) => change({ rhythm: value, cron: cronOf(schedule) || '30 3 * * *' })}
        popupMatchSelectWidth={false}
        data-testid="schedule-rhythm"
      />
      <DayField schedule={schedule} disabled={props.disabled} onChange={change} />
      {rhythm !== 'never' && rhythm !== 'custom' && (
        <Input
          type="time"
          aria-label={t('schedule.time')}
          value={schedule.time}
          disabled={props.disabled}
          onChange={(event) => event.target.value && change({ time: event.target.value })}
        />
      )}
      {rhythm === 'custom' && (
        <Input
          className="mono"
          aria-label={t('schedule.custom')}
          placeholder={t('schedule.customHint')}
          title={t('schedule.customHint')}
          value={schedule.cron}
          maxLength={CRON_MAX}
          disabled={props.disabled}
          onChange={(event) => change({ cron: event.target.value })}
        />
      )}
    </div>
  );
}

/** The day of the week or of the month, where the rhythm has one. */
function DayField(props: { schedule: Schedule; disabled: boolean; onChange: (part: Partial<Schedule>) => void }) {
  const t = useTexts();
  const { schedule, onChange } = props;
  const { rhythm } = schedule;
  return (
    <>
      {rhythm === 'weekly' && (
        <Select
          aria-label={t('schedule.weekday')}
          value={schedule.weekday}
          disabled={props.disabled}
          options={WEEKDAYS.map((day) => ({ value: day as string, label: t(`weekday.${day}`) }))} // A weekday is one of seven texts.
          onChange={(weekday) => onChange({ weekday })}
        />
      )}
      {rhythm === 'monthly' && (
        <InputNumber
          aria-label={t('schedule.monthDay')}
          min={1}
          max={MONTH_DAY_MAX}
          precision={0}
          value={Number(schedule.day)}
          disabled={props.disabled}
          onChange={(day) => day !== null && onChange({ day: String(day) })}
        />
      )}
    </>
  );
}
