import { CLOSURE_REST_WAYS, type Closure, type ClosureRestWay } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { App, Button, Form, Input, Modal, Segmented, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { TEXT_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { usePayClosure, useRecheckClosure, useUndoClosure } from './use-closures.ts';

/** What can be done with one leaver now; what stands against them may be settled while the round has not begun. */
export function ClosureActs({ closure, isBefore }: { closure: Closure; isBefore: boolean }) {
  const can = useCan();
  if (closure.state === 'payable' && can('closures.write')) return <SettleActs closure={closure} />;
  if (closure.state !== 'blocked' || !closure.memberId) return null;
  return (
    <Space>
      {closure.problem === 'meal_plan' && can('mealplans.sell') && <PlansAct memberId={closure.memberId} />}
      {isBefore && can('closures.write') && <RecheckAct closure={closure} />}
    </Space>
  );
}

function RecheckAct({ closure }: { closure: Closure }) {
  const t = useTexts();
  const { message } = App.useApp();
  const recheck = useRecheckClosure();
  const look = async () => {
    const { problem } = await recheck.mutateAsync(closure.id);
    if (problem) message.warning(t('closures.stillBlocked', { problem: t(`closureProblem.${problem}`) }));
    else message.success(t('closures.rechecked'));
  };
  return (
    <>
      <Button size="small" loading={recheck.isPending} onClick={() => void look().catch(() => undefined)} data-testid="recheck-closure">
        {t('closures.recheck')}
      </Button>
      <ErrorNotice error={recheck.error} />
    </>
  );
}

/** To where the plans are given back that stand against the closure. */
function PlansAct({ memberId }: { memberId: NonNullable<Closure['memberId']> }) {
  const t = useTexts();
  return (
    <Link to={`/members/${memberId}`} data-testid="closure-plans">
      {t('closures.returnPlans')}
    </Link>
  );
}

function SettleActs({ closure }: { closure: Closure }) {
  const t = useTexts();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const undo = useUndoClosure();
  const [paying, setPaying] = useState(false);
  const ask = () =>
    confirm({
      title: t('closures.undoTitle', { name: closure.memberName ?? closure.memberNumber }),
      changes: [t(closure.wasActive ? 'closures.undoChange' : 'closures.undoChangeClosed')],
      ok: t('closures.undo'),
      run: async () => {
        await undo.mutateAsync(closure.id);
        message.success(t(closure.wasActive ? 'closures.undone' : 'closures.undoneClosed'));
      },
    });
  return (
    <span className="row-acts">
      {closure.paidMinor === 0 && (
        <Button size="small" onClick={ask} data-testid="undo-closure">
          {t('closures.undo')}
        </Button>
      )}
      <Button size="small" type="primary" onClick={() => setPaying(true)} data-testid="pay-closure">
        {t('closures.pay')}
      </Button>
      {paying && <PayDialog closure={closure} onClose={() => setPaying(false)} />}
    </span>
  );
}

type Fields = { way: ClosureRestWay; reference: string };

function PayDialog({ closure, onClose }: { closure: Closure; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const pay = usePayClosure();
  const [form] = Form.useForm<Fields>();
  const way = Form.useWatch('way', form) ?? 'cash';
  const amount = formatMoney(toMinor(closure.leftMinor));
  const send = async (fields: Fields) => {
    await pay.mutateAsync({ closureId: closure.id, way: fields.way, reference: fields.reference.trim() });
    message.success(t('closures.paidOut'));
    onClose();
  };
  return (
    <Modal
      open
      width={480}
      title={t('closures.payTitle', { name: closure.memberName ?? closure.memberNumber, amount })}
      okText={t('closures.pay')}
      okButtonProps={{ 'data-testid': 'pay-closure-submit' }}
      cancelText={t('action.cancel')}
      confirmLoading={pay.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="pay-closure-dialog"
    >
      <p>{t('closures.payChange')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ way: 'cash', reference: '' }}
        onFinish={(fields) => void send(fields).catch(() => undefined)}
      >
        <Form.Item name="way" label={t('withdrawals.way')}>
          <Segmented block options={CLOSURE_REST_WAYS.map((value) => ({ value, label: t(`closures.restWay.${value}`) }))} />
        </Form.Item>
        <Form.Item name="reference" label={t(`closures.reference.${way}`)} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
          <Input autoFocus maxLength={TEXT_MAX} autoComplete="off" data-testid="closure-reference" />
        </Form.Item>
      </Form>
      {pay.error && <ErrorNotice error={pay.error} />}
    </Modal>
  );
}
