import type { Shift } from '@tessera/contract';
import { CASH_FACES, DRAWER_MOVE_KINDS, type DrawerMoveKind } from '@tessera/contract/sale-kinds';
import { add, formatMoney, parseAmount, subtract, toMinor, ZERO } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { App, Form, Input, InputNumber, Modal, Radio } from 'antd';
import { useState } from 'react';
import { amountRule, MoneyField } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts } from '../../shared/page.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useCloseDesk, useMoveCash } from './use-desk.ts';

const PIECES_MAX = 9_999;
export const REASON_MAX = 200;
export const NAME_MAX = 40;

export function differenceWords(t: Texts, differenceMinor: number): string {
  if (differenceMinor === 0) return t('shift.even');
  const amount = formatMoney(toMinor(Math.abs(differenceMinor)));
  return t(differenceMinor > 0 ? 'shift.over' : 'shift.short', { amount });
}

/** How many of each note and coin lie there; the sum, and what it differs by, follow each key. */
export function CountDialog(props: { shift: Shift; reasonAboveMinor: number; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const close = useCloseDesk();
  const [reason, setReason] = useState('');
  const { shift, reasonAboveMinor } = props;
  const count = useCount(shift);
  const { differenceMinor } = count;
  const lacksReason = Math.abs(differenceMinor) > reasonAboveMinor && reason.trim() === '';
  const send = async () => {
    await close.mutateAsync({ shiftId: shift.id, counted: count.counted, ...(reason.trim() && { reason: reason.trim() }) });
    message.success(t('desk.closed', { difference: differenceWords(t, differenceMinor) }));
    props.onClose();
  };
  return (
    <Modal
      open
      width={480}
      title={t('desk.countTitle')}
      okText={t('desk.close')}
      okButtonProps={{ disabled: lacksReason }}
      cancelText={t('action.cancel')}
      confirmLoading={close.isPending}
      onOk={() => void send().catch(() => undefined)}
      onCancel={props.onClose}
      data-testid="count-dialog"
    >
      <p className="form-note">{t('desk.countNote')}</p>
      <Count shift={shift} count={count} />
      <Form layout="vertical" className="desk-reason">
        <Form.Item
          label={t('shift.reason')}
          {...(lacksReason && { validateStatus: 'error' as const, help: t('desk.reasonNeeded', { amount: formatMoney(toMinor(reasonAboveMinor)) }) })}
        >
          <Input value={reason} maxLength={REASON_MAX} onChange={(event) => setReason(event.target.value)} data-testid="count-reason" />
        </Form.Item>
      </Form>
      <ErrorNotice error={close.error} />
    </Modal>
  );
}

type Pieces = Readonly<Record<number, number>>;

/** What lies in a drawer, as it is counted. */
export function useCount(shift: Shift) {
  const [pieces, setPieces] = useState<Pieces>({});
  const countedMinor = add(ZERO, ...CASH_FACES.map((face) => toMinor(face * (pieces[face] ?? 0))));
  return {
    pieces,
    countedMinor,
    differenceMinor: subtract(countedMinor, toMinor(shift.expectedMinor)),
    counted: CASH_FACES.flatMap((faceMinor) => ((pieces[faceMinor] ?? 0) > 0 ? [{ faceMinor, pieces: pieces[faceMinor] ?? 0 }] : [])),
    onPieces: (face: number, count: number) => setPieces((before) => ({ ...before, [face]: count })),
  };
}

export function Count({ shift, count }: { shift: Shift; count: ReturnType<typeof useCount> }) {
  const t = useTexts();
  return (
    <>
      <Faces pieces={count.pieces} onPieces={count.onPieces} />
      <Facts
        rows={[
          { label: t('shift.expected'), value: <Money minor={shift.expectedMinor} /> },
          { label: t('shift.counted'), value: <Money minor={count.countedMinor} /> },
          { label: t('shift.difference'), value: <strong role="status">{differenceWords(t, count.differenceMinor)}</strong> },
        ]}
      />
    </>
  );
}

function Faces({ pieces, onPieces }: { pieces: Pieces; onPieces: (face: number, count: number) => void }) {
  return (
    <div className="desk-faces">
      {CASH_FACES.map((face) => (
        <label key={face} htmlFor={`face-${face}`}>
          <span>{formatMoney(toMinor(face))}</span>
          <InputNumber
            id={`face-${face}`}
            min={0}
            max={PIECES_MAX}
            precision={0}
            controls={false}
            value={pieces[face] ?? null}
            onChange={(value) => onPieces(face, value ?? 0)}
            data-testid={`face-${face}`}
          />
        </label>
      ))}
    </div>
  );
}

type Move = { kind: DrawerMoveKind; amount: string; reason: string; witness: string };

/** Cash to the safe, or change from there, while somebody else stands by. */
export function MoveDialog(props: { onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const move = useMoveCash();
  const [form] = Form.useForm<Move>();
  const send = async ({ kind, amount, reason, witness }: Move) => {
    const amountMinor = parseAmount(amount);
    if (amountMinor === undefined) return;
    await move.mutateAsync({ kind, amountMinor, reason: reason.trim(), witness: witness.trim() });
    message.success(t('desk.moveDone'));
    props.onClose();
  };
  const needed = { required: true, whitespace: true, message: t('desk.moveNeeded') };
  return (
    <Modal
      open
      width={460}
      title={t('desk.moveTitle')}
      okText={t('desk.move')}
      cancelText={t('action.cancel')}
      confirmLoading={move.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      data-testid="move-dialog"
    >
      <Form form={form} layout="vertical" initialValues={{ kind: 'out' }} onFinish={(values) => void send(values).catch(() => undefined)}>
        <Form.Item name="kind" label={t('desk.moveKind')}>
          <Radio.Group options={DRAWER_MOVE_KINDS.map((kind) => ({ value: kind, label: t(`drawerMove.${kind}`) }))} />
        </Form.Item>
        <Form.Item name="amount" label={t('export.amount')} rules={[amountRule(t)]}>
          <MoneyField data-testid="move-amount" />
        </Form.Item>
        <Form.Item name="reason" label={t('desk.moveReason')} rules={[needed]}>
          <Input maxLength={REASON_MAX} data-testid="move-reason" />
        </Form.Item>
        <Form.Item name="witness" label={t('desk.moveWitness')} rules={[needed]}>
          <Input maxLength={NAME_MAX} data-testid="move-witness" />
        </Form.Item>
      </Form>
      <ErrorNotice error={move.error} />
    </Modal>
  );
}
