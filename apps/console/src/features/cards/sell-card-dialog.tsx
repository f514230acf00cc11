import type { anonymouscards, ResponseOf } from '@tessera/contract';
import { add, formatMoney, type Minor, toMinor, ZERO } from '@tessera/kernel';
import { isUnanswered, Money } from '@tessera/ui';
import { Alert, Form, Modal } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { plainUid, UidField } from './uid-field.tsx';
import { useAnonymousCardActs, useAnonymousCardTerms } from './use-anonymous-cards.ts';

type Fields = { uid: string; amount: string };

/** Read the chip, type the first top-up, take deposit and top-up in cash. */
export function SellCardDialog(props: { uid?: string; onClose: (words?: string) => void }) {
  const t = useTexts();
  const [form] = Form.useForm<Fields>();
  const terms = useAnonymousCardTerms();
  const { sell } = useAnonymousCardActs();
  const depositMinor = toMinor(terms.data?.depositMinor ?? 0);
  const amountMinor = readAmount(Form.useWatch('amount', form));
  const send = ({ uid, amount }: Fields) => {
    const topUpMinor = readAmount(amount);
    if (!terms.data || topUpMinor === undefined) return;
    sell.mutate(
      { uid: plainUid(uid), depositMinor, topUpMinor },
      { onSuccess: ({ tail }) => props.onClose(t('anonymous.soldDone', { tail, amount: formatMoney(add(depositMinor, topUpMinor)) })) },
    );
  };
  return (
    <Modal
      open
      title={t('anonymous.sell')}
      okText={amountMinor ? t('anonymous.sellSubmit', { amount: formatMoney(add(depositMinor, amountMinor)) }) : t('anonymous.sell')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !terms.data?.isAllowed, 'data-testid': 'sell-submit' }}
      confirmLoading={sell.isPending}
      onOk={form.submit}
      onCancel={() => props.onClose()}
      width={460}
      data-testid="sell-dialog"
    >
      <Form form={form} layout="vertical" initialValues={{ uid: props.uid ?? '', amount: '' }} onFinish={send}>
        <UidField autoFocus={props.uid === undefined} />
        <Form.Item
          name="amount"
          label={t('anonymous.firstTopUp')}
          {...(terms.data && { extra: t('anonymous.atMost', { amount: formatMoney(toMinor(terms.data.balanceLimitMinor)) }) })}
          rules={[amountRule(t, terms.data?.balanceLimitMinor)]}
          validateTrigger="onSubmit"
        >
          <MoneyField autoFocus={props.uid !== undefined} placeholder="0.00" data-testid="sell-amount" />
        </Form.Item>
        {terms.data && <Sum terms={terms.data} topUpMinor={amountMinor ?? ZERO} />}
        {terms.data?.isAllowed === false && <Alert type="warning" showIcon title={t('anonymous.off')} />}
        {terms.error && <ErrorNotice error={terms.error} onRetry={() => terms.refetch()} />}
        {sell.isError && isUnanswered(sell.error) ? (
          <Alert type="warning" showIcon title={t('anonymous.unanswered')} />
        ) : (
          <ErrorNotice error={sell.error} />
        )}
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

function Sum({ terms, topUpMinor }: { terms: ResponseOf<typeof anonymouscards.getAnonymousCardTerms>; topUpMinor: Minor }) {
  const t = useTexts();
  const depositMinor = toMinor(terms.depositMinor);
  return (
    <>
      <dl className="card-sum">
        <dt>{t('anonymous.deposit')}</dt>
        <dd>
          <Money minor={depositMinor} />
        </dd>
        <dt>{t('anonymous.takeCash')}</dt>
        <dd className="card-total" data-testid="sell-total">
          <Money minor={add(depositMinor, topUpMinor)} />
        </dd>
      </dl>
      <p className="fine">
        {t('anonymous.limits', {
          payment: formatMoney(toMinor(terms.paymentLimitMinor)),
          day: formatMoney(toMinor(terms.dayLimitMinor)),
        })}
      </p>
    </>
  );
}
