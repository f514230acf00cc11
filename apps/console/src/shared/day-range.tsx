import { businessDayOf } from '@tessera/kernel';
import { TIME_ZONE } from '@tessera/ui';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useTexts } from './texts.ts';
import type { Filters } from './use-filters.ts';

const DAY = 'YYYY-MM-DD';

/** Business days of the operator, both ends included. */
export function DayRange(props: { filters: Filters }) {
  const t = useTexts();
  const { filters } = props;
  const read = (name: string) => {
    const day = dayjs(filters.get(name) ?? '', DAY);
    return day.isValid() ? day : null;
  };
  const today = dayjs(businessDayOf(new Date(), TIME_ZONE), DAY);
  return (
    <DatePicker.RangePicker
      className="day-range"
      aria-label={t('filter.days')}
      placeholder={[t('filter.from'), t('filter.to')]}
      value={[read('from'), read('to')]}
      allowEmpty={[true, true]}
      presets={[
        { label: t('filter.today'), value: [today, today] },
        { label: t('filter.yesterday'), value: [today.subtract(1, 'day'), today.subtract(1, 'day')] },
        { label: t('filter.week'), value: [today.subtract(6, 'day'), today] },
        { label: t('filter.month'), value: [today.startOf('month'), today] },
      ]}
      onChange={(days) => filters.set({ from: days?.[0]?.format(DAY), to: days?.[1]?.format(DAY) })}
      data-testid="filter-days"
    />
  );
}
