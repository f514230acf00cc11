import { Button, DatePicker, Form, Input } from 'antd';
import { Icon } from '../../shared/icons.tsx';
import { useTexts } from '../../shared/texts.ts';

const [NAME_MAX, STOPS_MAX] = [60, 61];
const PICKER = { showTime: { format: 'HH:mm' }, format: 'MM-DD HH:mm', className: 'event-wide' } as const;

/** Where a train stops, in order; a leg lies between two. */
export function StopsField() {
  const t = useTexts();
  return (
    <Form.Item label={t('ticketing.stops')} extra={t('ticketing.stopsHint')}>
      <Form.List name="stops">
        {(fields, { add, remove }) => (
          <div className="event-rows">
            {fields.map(({ key, name }) => (
              <div key={key} className="event-row event-row-3">
                <Form.Item name={[name, 'name']} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
                  <Input maxLength={NAME_MAX} placeholder={t('ticketing.stopName')} aria-label={t('ticketing.stopName')} />
                </Form.Item>
                <Form.Item name={[name, 'arrivesAt']}>
                  <DatePicker {...PICKER} placeholder={t('ticketing.arrives')} aria-label={t('ticketing.arrives')} />
                </Form.Item>
                <Form.Item name={[name, 'departsAt']}>
                  <DatePicker {...PICKER} placeholder={t('ticketing.departs')} aria-label={t('ticketing.departs')} />
                </Form.Item>
                <Button onClick={() => remove(name)} aria-label={t('ticketing.rowRemove')} icon={<Icon name="close" size={14} />} />
              </div>
            ))}
            {fields.length < STOPS_MAX && <Button onClick={() => add({ name: '' })}>{t('ticketing.stopAdd')}</Button>}
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
}
