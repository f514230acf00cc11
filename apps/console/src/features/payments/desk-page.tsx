import type { CashMove, Shift } from '@tessera/contract';
import { add, negate, parseAmount, ZERO } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { App, Button, Form, Skeleton } from 'antd';
import { useState } from 'react';
import { MoneyField } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { CountDialog, MoveDialog } from './desk-dialogs.tsx';
import { useDesk, useOpenDesk } from './use-desk.ts';
import './payments.css';

/** The drawer of whoever takes cash at a desk: opened with a float, counted at the end. */
export function DeskPage() {
  const t = useTexts();
  const desk = useDesk();
  return (
    <>
      <PageHeader title={t('nav.deskCash')} note={t('desk.note')} />
      {desk.isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      <ErrorNotice error={desk.error} onRetry={() => desk.refetch()} />
      {desk.data && (
        <div className="stack">
          {desk.data.shift ? (
            <OpenDesk shift={desk.data.shift} reasonAboveMinor={desk.data.reasonAboveMinor} />
          ) : (
            <ClosedDesk waitingCount={desk.data.moves.length} />
          )}
          {(desk.data.shift || desk.data.moves.length > 0) && <Moves moves={desk.data.moves} />}
        </div>
      )}
    </>
  );
}

function ClosedDesk({ waitingCount }: { waitingCount: number }) {
  const t = useTexts();
  const { message } = App.useApp();
  const open = useOpenDesk();
  const send = async ({ float }: { float: string }) => {
    const floatMinor = parseAmount(float);
    if (floatMinor === undefined) return;
    await open.mutateAsync({ floatMinor });
    message.success(t('desk.opened'));
  };
  const check = async (_: unknown, text: string | undefined) => {
    const minor = parseAmount(text ?? '');
    if (minor === undefined || minor < 0) throw new Error(t('desk.floatWrong'));
  };
  return (
    <Panel title={t('desk.none')} testId="desk-closed">
      <p>{t('desk.noneText')}</p>
      {waitingCount > 0 && <p className="quiet">{t('desk.waiting', { count: waitingCount })}</p>}
      <Form layout="vertical" className="desk-open" onFinish={(values: { float: string }) => void send(values).catch(() => undefined)}>
        <Form.Item name="float" label={t('desk.float')} rules={[{ validator: check }]}>
          <MoneyField data-testid="desk-float" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={open.isPending} data-testid="desk-open">
          {t('desk.open')}
        </Button>
      </Form>
      <ErrorNotice error={open.error} />
    </Panel>
  );
}

function OpenDesk({ shift, reasonAboveMinor }: { shift: Shift; reasonAboveMinor: number }) {
  const t = useTexts();
  const [dialog, setDialog] = useState<'count' | 'move' | null>(null);
  const cash = shift.totals.find(({ method }) => method === 'cash');
  const moved = add(ZERO, ...shift.drawerMoves.map(({ kind, amountMinor }) => (kind === 'in' ? amountMinor : negate(amountMinor))));
  return (
    <Panel
      title={t('shift.name', { no: shift.shiftNo })}
      testId="desk-shift"
      extra={
        <span className="desk-acts">
          <Button onClick={() => setDialog('move')} data-testid="desk-move">
            {t('desk.move')}
          </Button>
          <Button type="primary" onClick={() => setDialog('count')} data-testid="desk-count">
            {t('desk.count')}
          </Button>
        </span>
      }
    >
      <Facts
        columns={2}
        rows={[
          { label: t('desk.since'), value: <Time exact at={shift.openedAt} /> },
          { label: t('shift.float'), value: <Money minor={shift.floatMinor} /> },
          { label: t('desk.in'), value: <Money minor={cash?.saleMinor ?? ZERO} /> },
          { label: t('desk.out'), value: <Money minor={cash?.refundMinor ?? ZERO} /> },
          { label: t('desk.moved'), value: <Money minor={moved} /> },
          {
            label: t('shift.expected'),
            value: (
              <strong data-testid="desk-expected">
                <Money minor={shift.expectedMinor} />
              </strong>
            ),
          },
        ]}
      />
      {dialog === 'count' && <CountDialog shift={shift} reasonAboveMinor={reasonAboveMinor} onClose={() => setDialog(null)} />}
      {dialog === 'move' && <MoveDialog onClose={() => setDialog(null)} />}
    </Panel>
  );
}

function Moves({ moves }: { moves: readonly CashMove[] }) {
  const t = useTexts();
  return (
    <Panel flush title={t('desk.moves')}>
      {moves.length === 0 ? (
        <EmptyState compact title={t('desk.movesEmpty')} hint={t('desk.movesEmptyHint')} />
      ) : (
        <table className="plain-table" data-testid="desk-moves">
          <thead>
            <tr>
              <th scope="col">{t('cashMoves.what')}</th>
              <th scope="col">{t('field.time')}</th>
              <th scope="col">{t('export.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {moves.map((move) => (
              <tr key={move.id}>
                <th scope="row">{t(`cashMove.${move.kind}`)}</th>
                <td>
                  <Time at={move.at} />
                </td>
                <td>
                  <Money minor={move.amountMinor} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
