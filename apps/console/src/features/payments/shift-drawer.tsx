import type { DrawerMove, Shift } from '@tessera/contract';
import { formatMoney, negate, toMinor } from '@tessera/kernel';
import { exactTime, Money } from '@tessera/ui';
import { App, Button, Drawer, Form, Input, Modal, Skeleton, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { CloseLeftShift } from './close-left-shift.tsx';
import { useBookShift, useShift } from './use-sales.ts';
import './payments.css';

const NOTE_MAX = 80;

/** What a drawer had too much or too little, in words; nothing while it is open. */
export function DrawerDifference({ shift }: { shift: Shift }) {
  const t = useTexts();
  const { differenceMinor } = shift;
  if (differenceMinor === null) return <span className="quiet">—</span>;
  if (differenceMinor === 0) return <Status tone="good">{t('shift.even')}</Status>;
  const word =
    differenceMinor > 0
      ? t('shift.over', { amount: formatMoney(differenceMinor) })
      : t('shift.short', { amount: formatMoney(negate(differenceMinor)) });
  return <Status tone={shift.bookedAt ? 'quiet' : 'bad'}>{word}</Status>;
}

/** One shift over the list: its totals by kind, the count of its drawer, and booking what differs. */
export function ShiftDrawer(props: { shiftId: string; onClose: () => void }) {
  const t = useTexts();
  const shiftId = readId<'shift'>(props.shiftId);
  const query = useShift(shiftId);
  return (
    <Drawer open title={t('nav.shifts')} size={560} onClose={props.onClose} data-testid="shift-drawer">
      {!shiftId && <EmptyState compact title={t('sales.shift_unknown')} />}
      {query.isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
      {query.data && <ShiftDetail shift={query.data} />}
    </Drawer>
  );
}

function ShiftDetail({ shift }: { shift: Shift }) {
  const t = useTexts();
  return (
    <>
      <Facts rows={useFacts(shift)} />
      <Table<Shift['totals'][number]>
        size="small"
        className="shift-moves"
        pagination={false}
        rowKey={(total) => total.method}
        dataSource={shift.totals}
        columns={[
          { title: t('shift.method'), key: 'method', render: (_, total) => t(`method.${total.method}`) },
          {
            title: t('shift.sales'),
            key: 'sales',
            align: 'right',
            render: (_, total) => (
              <>
                <Money minor={total.saleMinor} /> <small className="quiet">{total.saleCount}</small>
              </>
            ),
          },
          {
            title: t('shift.refunds'),
            key: 'refunds',
            align: 'right',
            render: (_, total) => (
              <>
                <Money minor={total.refundMinor} /> <small className="quiet">{total.refundCount}</small>
              </>
            ),
          },
        ]}
      />
      {shift.drawerMoves.length > 0 && <DrawerMoves moves={shift.drawerMoves} />}
      <p className="shift-links">
        {shift.terminalId ? (
          <Link to={`/sales?shift=${shift.id}`}>{t('shifts.salesOfShift')}</Link>
        ) : (
          <Link to={`/cash-moves?shift=${shift.id}`}>{t('shifts.cashOfShift')}</Link>
        )}
      </p>
      <ShiftActs shift={shift} />
    </>
  );
}

/** What remains to be done, by whoever may: a count that a colleague left, or a difference that is in no books. */
function ShiftActs({ shift }: { shift: Shift }) {
  const t = useTexts();
  const can = useCan();
  const { user } = useSession();
  const [booking, setBooking] = useState(false);
  const [closing, setClosing] = useState(false);
  const isLeftOpen = shift.closedAt === null && shift.terminalId === null && can('sales.bookShifts') && shift.openedBy !== user.name;
  const isOwnCount = shift.terminalId === null && [shift.openedBy, shift.closedBy].includes(user.name);
  const isUnbooked = shift.differenceMinor !== null && shift.differenceMinor !== 0 && shift.bookedAt === null;
  return (
    <>
      {isUnbooked && can('sales.bookShifts') && isOwnCount && <p className="quiet">{t('shifts.ownDrawer')}</p>}
      {isUnbooked && can('sales.bookShifts') && !isOwnCount && (
        <Button block type="primary" onClick={() => setBooking(true)} data-testid="book-shift">
          {t('shifts.book')}
        </Button>
      )}
      {isLeftOpen && (
        <Button block type="primary" onClick={() => setClosing(true)} data-testid="close-left">
          {t('shifts.close', { name: shift.openedBy })}
        </Button>
      )}
      {closing && <CloseLeftShift shift={shift} onClose={() => setClosing(false)} />}
      {booking && <BookShift shift={shift} onClose={() => setBooking(false)} />}
    </>
  );
}

/** Cash that went out of the drawer, or into it, beside all sales. */
function DrawerMoves({ moves }: { moves: readonly DrawerMove[] }) {
  const t = useTexts();
  return (
    <Table<DrawerMove>
      size="small"
      className="shift-moves"
      pagination={false}
      rowKey={(move) => move.id}
      dataSource={[...moves]}
      data-testid="drawer-moves"
      columns={[
        {
          title: t('drawerMove.list'),
          key: 'move',
          render: (_, move) => (
            <span className="two-lines">
              <span>
                {t(`drawerMove.${move.kind}`)} · {move.reason}
              </span>
              <small>{t('drawerMove.by', { time: exactTime(move.at), cashier: move.cashier, witness: move.witness })}</small>
            </span>
          ),
        },
        {
          title: t('export.amount'),
          key: 'amount',
          align: 'right',
          render: (_, move) => <Money minor={move.kind === 'out' ? negate(move.amountMinor) : move.amountMinor} />,
        },
      ]}
    />
  );
}

function useFacts(shift: Shift): { label: string; value: ReactNode }[] {
  const t = useTexts();
  const rows: { label: string; value: ReactNode }[] = [
    { label: t('shifts.place'), value: shift.merchantName || t('shifts.desk') },
    { label: t('field.terminal'), value: `${shift.terminalName || shift.openedBy} · ${t('shift.name', { no: shift.shiftNo })}` },
    {
      label: t('shift.openedBy'),
      value: (
        <>
          {shift.openedBy} · <Time exact at={shift.openedAt} />
        </>
      ),
    },
  ];
  if (shift.closedAt) {
    rows.push({
      label: t('shift.closedBy'),
      value: (
        <>
          {shift.closedBy} · <Time exact at={shift.closedAt} />
        </>
      ),
    });
  }
  rows.push(
    { label: t('shift.float'), value: <Money minor={shift.floatMinor} /> },
    { label: t('shift.expected'), value: <Money minor={shift.expectedMinor} /> },
  );
  if (shift.countedMinor !== null) {
    const faces = shift.counted.map(({ faceMinor, pieces }) => `${formatMoney(toMinor(faceMinor))} × ${pieces}`).join(' · ');
    rows.push({
      label: t('shift.counted'),
      value: (
        <span className="two-lines">
          <Money minor={shift.countedMinor} />
          <small>{faces}</small>
        </span>
      ),
    });
    rows.push({ label: t('shift.difference'), value: <DrawerDifference shift={shift} /> });
  }
  if (shift.witness) rows.push({ label: t('shifts.countedWith'), value: shift.witness });
  if (shift.reason) rows.push({ label: t(shift.witness ? 'shifts.closeReason' : 'shift.reason'), value: shift.reason });
  if (shift.bookedBy && shift.bookedAt) {
    rows.push({
      label: t('shifts.booked'),
      value: (
        <span className="two-lines">
          <span>{t('shifts.bookedBy', { name: shift.bookedBy, time: exactTime(shift.bookedAt) })}</span>
          <small>{shift.bookingNote}</small>
        </span>
      ),
    });
  }
  return rows;
}

function BookShift({ shift, onClose }: { shift: Shift; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const book = useBookShift();
  const [form] = Form.useForm<{ note: string }>();
  const send = async ({ note }: { note: string }) => {
    await book.mutateAsync({ shiftId: shift.id, note: note.trim() });
    message.success(t('shifts.booked'));
    onClose();
  };
  return (
    <Modal
      open
      width={460}
      title={t('shifts.bookTitle')}
      okText={t('shifts.book')}
      cancelText={t('action.cancel')}
      confirmLoading={book.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="book-shift-dialog"
    >
      <p className="quiet">{t('shifts.bookNote', { cashier: shift.closedBy ?? '', amount: formatMoney(shift.differenceMinor ?? toMinor(0)) })}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item name="note" label={t('shifts.bookReason')} rules={[{ required: true, whitespace: true, message: t('shifts.bookReasonNeeded') }]}>
          <Input autoFocus maxLength={NOTE_MAX} data-testid="book-shift-note" />
        </Form.Item>
      </Form>
      <ErrorNotice error={book.error} />
    </Modal>
  );
}
