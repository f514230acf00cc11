import type { Member, Payment } from '@tessera/contract';
import { add, formatDecimal, formatMoney, type Minor, toMinor } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { Alert, Button, Form, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { isUnanswered } from '../../shared/use-keyed-call.ts';
import { useTopUp, useTopUpWallet } from './use-top-up.ts';

const QUICK_MINOR = [5_000, 10_000, 20_000, 50_000].map(toMinor);

export function TopUpAmount(props: { member: Member; onLeave: () => void; onDone: (payment: Payment) => void }) {
  const [amountMinor, setAmountMinor] = useState<Minor>();
  const [text, setText] = useState('');
  const { member } = props;
  return (
    <>
      <Holder member={member} />
      {amountMinor === undefined ? (
        <AmountForm text={text} onText={setText} onLeave={props.onLeave} onAmount={setAmountMinor} />
      ) : (
        <ConfirmTopUp member={member} amountMinor={amountMinor} onBack={() => setAmountMinor(undefined)} onDone={props.onDone} />
      )}
    </>
  );
}

function Holder(props: { member: Member }) {
  const t = useTexts();
  const can = useCan();
  const wallet = useTopUpWallet(props.member.id);
  return (
    <div className="holder" data-testid="top-up-member">
      <span className="avatar avatar-large" aria-hidden="true">
        {[...props.member.name][0]}
      </span>
      <div className="two-lines grow">
        <strong>{props.member.name}</strong>
        <small className="number">
          {props.member.memberNumber} · {t(`memberKind.${props.member.kind}`)}
        </small>
      </div>
      {can('wallets.read') && wallet.data && (
        <div className="two-lines holder-balance">
          <small>{t('wallet.balance')}</small>
          <Money minor={wallet.data.balanceMinor} />
        </div>
      )}
    </div>
  );
}

function AmountForm(props: { text: string; onText: (text: string) => void; onLeave: () => void; onAmount: (amountMinor: Minor) => void }) {
  const t = useTexts();
  const [form] = Form.useForm<{ amount: string }>();
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (values: { amount: string }) => {
    const amountMinor = readAmount(values.amount);
    if (amountMinor !== undefined) props.onAmount(amountMinor);
  };
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ amount: props.text }}
      onFinish={submit}
      onValuesChange={(_, values: { amount: string }) => props.onText(values.amount)}
    >
      <Form.Item name="amount" label={t('topUp.amount')} rules={[amountRule(t)]} validateTrigger="onSubmit">
        <MoneyField ref={field} size="large" className="big-amount" placeholder="0.00" data-testid="top-up-amount" />
      </Form.Item>
      <fieldset className="quick" aria-label={t('topUp.quick')}>
        {QUICK_MINOR.map((minor) => (
          <Button
            key={minor}
            size="large"
            onClick={() => {
              form.setFieldsValue({ amount: formatDecimal(minor) });
              props.onText(formatDecimal(minor));
              form.submit();
            }}
            data-testid={`quick-${minor}`}
          >
            ¥{minor / 100}
          </Button>
        ))}
      </fieldset>
      <div className="step-foot">
        <Button size="large" onClick={props.onLeave}>
          {t('topUp.other')}
        </Button>
        <Button size="large" type="primary" htmlType="submit" data-testid="top-up-next">
          {t('topUp.next')}
        </Button>
      </div>
    </Form>
  );
}

function ConfirmTopUp(props: { member: Member; amountMinor: Minor; onBack: () => void; onDone: (payment: Payment) => void }) {
  const t = useTexts();
  const wallet = useTopUpWallet(props.member.id);
  const topUp = useTopUp();
  const unanswered = topUp.isError && isUnanswered(topUp.error);
  const send = () =>
    topUp.mutate({ memberId: props.member.id, amountMinor: props.amountMinor }, { onSuccess: ({ payment }) => props.onDone(payment) });
  const amount = formatMoney(props.amountMinor);
  return (
    <div className="confirm-top-up">
      <dl>
        <div>
          <dt>{t('topUp.takes')}</dt>
          <dd>
            <Money minor={props.amountMinor} className="balance-figure" />
          </dd>
        </div>
        {wallet.data && (
          <div>
            <dt>{t('topUp.newBalance')}</dt>
            <dd>
              <Money minor={add(toMinor(wallet.data.balanceMinor), props.amountMinor)} className="balance-figure new-balance" />
            </dd>
          </div>
        )}
      </dl>
      {unanswered ? (
        <Alert type="warning" showIcon title={t('topUp.unanswered')} description={t('topUp.unansweredHint')} />
      ) : (
        <ErrorNotice error={topUp.error} />
      )}
      <div className="step-foot">
        <Button size="large" disabled={topUp.isPending || unanswered} onClick={props.onBack}>
          {t('topUp.change')}
        </Button>
        <Button autoFocus size="large" type="primary" loading={topUp.isPending} onClick={send} data-testid="top-up-confirm">
          {unanswered ? t('topUp.askAgain') : t('topUp.confirm', { amount })}
        </Button>
      </div>
    </div>
  );
}
