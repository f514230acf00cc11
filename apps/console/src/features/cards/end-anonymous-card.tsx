import type { AnonymousCard, Member } from '@tessera/contract';
import { add, formatMoney, toMinor } from '@tessera/kernel';
import { isUnanswered, Money } from '@tessera/ui';
import { Alert, Form, Modal } from 'antd';
import { useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { MemberSearch } from '../../shared/member-search.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { plainUid, UidField } from './uid-field.tsx';
import { useAnonymousCardActs } from './use-anonymous-cards.ts';

type Props = { card: AnonymousCard; uid?: string; onClose: (words?: string) => void };

/** The card itself has to be there: its chip is read, unless it was just now to find it. */
export function TakeBackDialog({ card, uid, onClose }: Props) {
  const t = useTexts();
  const [form] = Form.useForm<{ uid: string }>();
  const { takeBack } = useAnonymousCardActs();
  const amount = formatMoney(add(toMinor(card.balanceMinor), toMinor(card.depositMinor)));
  const send = (read: { uid: string }) =>
    takeBack.mutate(
      { anonymousCardId: card.id, uid: plainUid(read.uid), balanceMinor: card.balanceMinor },
      { onSuccess: ({ tail }) => onClose(t('anonymous.returnedDone', { tail, amount })) },
    );
  return (
    <Modal
      open
      title={t('anonymous.takeBackTitle', { tail: card.tail })}
      okText={t('anonymous.takeBackSubmit', { amount })}
      cancelText={t('action.cancel')}
      okButtonProps={{ 'data-testid': 'take-back-submit' }}
      confirmLoading={takeBack.isPending}
      onOk={form.submit}
      onCancel={() => onClose()}
      width={460}
      data-testid="take-back-dialog"
    >
      <p className="form-note">{t('anonymous.takeBackNote')}</p>
      <Form form={form} layout="vertical" initialValues={{ uid: uid ?? '' }} onFinish={send}>
        <UidField autoFocus />
        <Sum card={card} total={t('anonymous.payCash')} />
        <Problem error={takeBack.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

export function RegisterCardDialog({ card, uid, onClose }: Props) {
  const t = useTexts();
  const [form] = Form.useForm<{ uid: string }>();
  const [member, setMember] = useState<Member>();
  const { register } = useAnonymousCardActs();
  const send = (read: { uid: string }) => {
    if (!member) return;
    register.mutate(
      { anonymousCardId: card.id, uid: plainUid(read.uid), memberId: member.id },
      { onSuccess: ({ tail }) => onClose(t('anonymous.registeredDone', { tail, name: member.name })) },
    );
  };
  return (
    <Modal
      open
      title={t('anonymous.registerTitle', { tail: card.tail })}
      okText={t('anonymous.register')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !member, 'data-testid': 'register-submit' }}
      confirmLoading={register.isPending}
      onOk={form.submit}
      onCancel={() => onClose()}
      width={460}
      data-testid="register-dialog"
    >
      <p className="form-note">{t('anonymous.registerNote')}</p>
      <Form form={form} layout="vertical" initialValues={{ uid: uid ?? '' }} onFinish={send}>
        <Form.Item label={t('field.member')} htmlFor="register-member">
          <MemberSearch id="register-member" autoFocus onChoose={setMember} {...(member && { chosen: member })} />
        </Form.Item>
        <UidField />
        <Sum card={card} total={t('anonymous.intoWallet')} />
        <Problem error={register.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function Sum({ card, total }: { card: AnonymousCard; total: string }) {
  const t = useTexts();
  return (
    <dl className="card-sum">
      <dt>{t('wallet.balance')}</dt>
      <dd>
        <Money minor={card.balanceMinor} />
      </dd>
      <dt>{t('anonymous.deposit')}</dt>
      <dd>
        <Money minor={card.depositMinor} />
      </dd>
      <dt>{total}</dt>
      <dd className="card-total" data-testid="card-total">
        <Money minor={add(toMinor(card.balanceMinor), toMinor(card.depositMinor))} />
      </dd>
    </dl>
  );
}

function Problem({ error }: { error: Error | null }) {
  const t = useTexts();
  return error && isUnanswered(error) ? <Alert type="warning" showIcon title={t('anonymous.unanswered')} /> : <ErrorNotice error={error} />;
}
