import { useMutation } from '@tanstack/react-query';
import type { Shop, Terminal } from '@tessera/contract';
import { App, Form, Modal, Select } from 'antd';
import { client } from '../../shared/api.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useShops } from '../../shared/use-shops.ts';
import { useTerminalsChanged } from './use-terminals.ts';

type Values = { shopId?: Shop['id'] | null };

/** In which shop of its merchant a terminal stands. */
export function PlaceDialog(props: { terminal: Terminal; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const changed = useTerminalsChanged();
  const { id: terminalId, name, organizationId, shopId } = props.terminal;
  const shops = useShops(organizationId);
  const place = useMutation({
    mutationFn: (to: Shop['id'] | null) => client.merchants.placeTerminal({ terminalId, shopId: to }),
    onSuccess: async () => {
      await changed();
      message.success(t('saved'));
      props.onClose();
    },
  });
  return (
    <Modal
      open
      width={440}
      title={t('terminals.placeTitle', { name })}
      okText={t('action.save')}
      okButtonProps={{ 'data-testid': 'place-submit' }}
      confirmLoading={place.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      <Form<Values> form={form} layout="vertical" initialValues={{ shopId }} onFinish={(values) => place.mutate(values.shopId ?? null)}>
        <Form.Item name="shopId" label={t('terminals.shop')} extra={t('terminals.shopHint')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            loading={shops.isPending}
            placeholder={t('terminals.noShop')}
            options={shops.data?.items.map((shop) => ({ value: shop.id, label: `${shop.name} · ${shop.region}` })) ?? []}
          />
        </Form.Item>
      </Form>
      <ErrorNotice error={shops.error ?? place.error} />
    </Modal>
  );
}
