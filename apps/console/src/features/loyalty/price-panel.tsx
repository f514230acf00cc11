import type { PointPrice, PointsProgramme } from '@tessera/contract';
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { Lines, priceText, readPrice } from './loyalty-words.tsx';
import { PriceField } from './price-field.tsx';
import { useDecidePrice, usePointPrices, useProposePrice } from './use-loyalty.ts';

/** What a point costs its issuer: what holds, what waits for an answer, and what held before. */
export function PricePanel(props: { programme: PointsProgramme }) {
  const t = useTexts();
  const can = useCan();
  const [proposing, setProposing] = useState(false);
  const { programme } = props;
  const prices = usePointPrices(programme.id);
  const decided = (prices.data?.items ?? []).filter(({ state }) => state !== 'proposed');
  return (
    <Panel
      title={t('loyalty.price')}
      testId="points-price"
      extra={
        can('loyalty.write') &&
        !programme.proposal && (
          <Button size="small" onClick={() => setProposing(true)}>
            {t('loyalty.propose')}
          </Button>
        )
      }
    >
      {programme.proposal && <Proposal price={programme.proposal} />}
      {prices.error && <ErrorNotice error={prices.error} onRetry={() => prices.refetch()} />}
      <Lines
        rows={decided.map((price) => ({
          id: price.id,
          label: `¥${priceText(price.pricePerThousandPoints)}`,
          value: price.startsAt ? <Time exact at={price.startsAt} /> : <span className="quiet">{t('priceState.refused')}</span>,
        }))}
      />
      {proposing && <ProposeDialog programme={programme} onClose={() => setProposing(false)} />}
    </Panel>
  );
}

function Proposal(props: { price: PointPrice }) {
  const t = useTexts();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const decide = useDecidePrice();
  const can = useCan();
  const { price } = props;
  const said = { price: priceText(price.pricePerThousandPoints), name: price.proposedByName };
  const ask = (act: 'agree' | 'refuse') =>
    confirm({
      title: t(`loyalty.${act}Title`, said),
      changes: [t(`loyalty.${act}Change`)],
      ok: t(`loyalty.${act}`),
      danger: act === 'refuse',
      run: async () => {
        await decide.mutateAsync({ act, pointPriceId: price.id });
        message.success(t('saved'));
      },
    });
  return (
    <div className="price-proposal" data-testid="price-proposal">
      <p>
        {t('loyalty.proposed', said)}
        {price.wishedOn && <small className="quiet"> · {t('loyalty.wishedFrom', { day: price.wishedOn })}</small>}
      </p>
      {!price.mayDecide && <p className="quiet">{t(`loyalty.waitsFor.${price.proposedSide === 'issuer' ? 'operator' : 'issuer'}`)}</p>}
      {(can('loyalty.write') || can('loyalty.approve')) && (
        <div className="form-foot">
          <Button danger onClick={() => ask('refuse')}>
            {t(price.mayDecide ? 'loyalty.refuse' : 'loyalty.withdraw')}
          </Button>
          {price.mayDecide && (
            <Button type="primary" onClick={() => ask('agree')} data-testid="agree-price">
              {t('loyalty.agree')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

type Values = { price: string; wishedOn?: string };

function ProposeDialog(props: { programme: PointsProgramme; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const propose = useProposePrice();
  const submit = ({ price, wishedOn }: Values) => {
    const pricePerThousandPoints = readPrice(price);
    if (pricePerThousandPoints === undefined) return;
    const done = {
      onSuccess: () => {
        message.success(t('saved'));
        props.onClose();
      },
    };
    propose.mutate({ pointsProgrammeId: props.programme.id, pricePerThousandPoints, wishedOn: wishedOn || null }, done);
  };
  return (
    <Modal
      open
      title={t('loyalty.propose')}
      okText={t('loyalty.propose')}
      confirmLoading={propose.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={420}
    >
      <Form<Values> form={form} layout="vertical" onFinish={submit}>
        <PriceField hint={t('loyalty.priceLater')} />
        <Form.Item name="wishedOn" label={t('loyalty.wishedOn')} extra={t('loyalty.wishedHint')}>
          <Input type="date" />
        </Form.Item>
        <ErrorNotice error={propose.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
