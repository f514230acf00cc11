import type { MealHolding, MealPlan, Member } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { MemberSearch } from '../../shared/member-search.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useGivePlan } from './use-mealplans.ts';

/** Gives one member the plan, or sells it out of their cash, from a day on. */
export function GivePlan(props: { plan: MealPlan; way: 'grant' | 'sell'; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ startsOn?: string }>();
  const [member, setMember] = useState<Member>();
  const give = useGivePlan();
  const { plan, way, onClose } = props;
  const { priceMinor } = plan;
  const canGive = way === 'grant' || priceMinor !== null;
  const submit = ({ startsOn }: { startsOn?: string }) => {
    if (!member || !canGive) return;
    const done = {
      onSuccess: (holding: MealHolding) => {
        message.success(t('mealplans.given', { name: member.name, from: holding.from, until: holding.until }));
        onClose();
      },
    };
    const paid = way === 'sell' && priceMinor !== null && { priceMinor };
    give.mutate({ planId: plan.id, memberId: member.id, ...(startsOn && { startsOn }), ...paid }, done);
  };
  const price = priceMinor === null ? '' : formatMoney(toMinor(priceMinor));
  return (
    <Modal
      open
      title={t(way === 'sell' ? 'mealplans.sell' : 'subsidies.toMember')}
      okText={way === 'sell' ? t('mealplans.sellFor', { price }) : t('mealplans.give')}
      okButtonProps={{ disabled: !member || !canGive, 'data-testid': 'give-submit' }}
      confirmLoading={give.isPending}
      onOk={form.submit}
      onCancel={onClose}
      width={460}
    >
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item label={t('field.member')} htmlFor="give-to" required>
          <MemberSearch id="give-to" autoFocus onChoose={setMember} {...(member && { chosen: member })} />
        </Form.Item>
        <Form.Item name="startsOn" label={t('mealplans.startsOn')} extra={t('mealplans.startsOnHint')}>
          <Input type="date" />
        </Form.Item>
        <ErrorNotice error={give.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
