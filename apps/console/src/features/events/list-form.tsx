import { App, Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';

type Props<Row> = {
  title: string;
  hint: string;
  empty: string;
  add: string;
  rows: readonly Row[];
  blank: () => Row;
  isOpen: boolean;
  error: unknown;
  isBusy: boolean;
  onSave: (rows: Row[]) => Promise<unknown>;
  row: (at: number) => ReactNode;
  testId: string;
};

/** A list that is written as a whole: rows are added, changed and taken away, then saved at once. */
export function ListForm<Row extends object>({ title, hint, empty, add, rows, blank, isOpen, error, isBusy, onSave, row, testId }: Props<Row>) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ rows: Row[] }>();
  const save = async (values: { rows?: Row[] }) => {
    await onSave(values.rows ?? []);
    message.success(t('ticketing.saved'));
  };
  return (
    <Panel title={title} testId={testId}>
      <p className="quiet">{hint}</p>
      {/* What is refused stands below. */}
      <Form
        form={form}
        layout="vertical"
        disabled={!isOpen}
        initialValues={{ rows: [...rows] }}
        onFinish={(values) => void save(values).catch(() => undefined)}
      >
        <Form.List name="rows">
          {(fields, list) => (
            <div className="event-cards">
              {fields.length === 0 && <EmptyState compact title={empty} />}
              {fields.map((field) => (
                <div key={field.key} className="event-card">
                  {row(field.name)}
                  {isOpen && (
                    <Button size="small" danger onClick={() => list.remove(field.name)}>
                      {t('ticketing.rowRemove')}
                    </Button>
                  )}
                </div>
              ))}
              {isOpen && (
                <div className="event-card-acts">
                  <Button onClick={() => list.add(blank())} data-testid={`${testId}-add`}>
                    {add}
                  </Button>
                  <Button type="primary" htmlType="submit" loading={isBusy} data-testid={`${testId}-save`}>
                    {t('action.save')}
                  </Button>
                </div>
              )}
            </div>
          )}
        </Form.List>
        <ErrorNotice error={error} />
      </Form>
    </Panel>
  );
}
