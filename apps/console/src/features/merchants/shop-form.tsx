import type { Organization, Shop } from '@tessera/contract';
import { App, Checkbox, Form, Input, InputNumber, Modal, Switch } from 'antd';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NAME_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { type ShopValues, useCreateShop, useUpdateShop } from './use-merchants.ts';

type Values = Omit<ShopValues, 'state' | 'place'> & { isOn: boolean; latitude?: number | null; longitude?: number | null };
const PHONE = /^(\+?[0-9][0-9 -]{4,19})?$/;
const REGION_MAX = 40;
const ADDRESS_MAX = 120;
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const MIDNIGHT = '24:00';

/** Opens a shop, or changes one. */
export function ShopForm({ merchant, shop, onClose }: { merchant: Organization; shop?: Shop; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const create = useCreateShop();
  const update = useUpdateShop();
  const needed = { required: true, whitespace: true, message: t('check.needed') };
  const submit = (values: Values) => {
    const done = {
      onSuccess: () => {
        message.success(t('saved'));
        onClose();
      },
    };
    const fields = fieldsOf(values);
    if (shop) update.mutate({ shopId: shop.id, ...fields }, done);
    else create.mutate({ organizationId: merchant.id, ...fields }, done);
  };
  return (
    <Modal
      open
      width={520}
      title={t(shop ? 'shops.edit' : 'shops.create')}
      okText={t(shop ? 'action.save' : 'shops.create')}
      okButtonProps={{ 'data-testid': 'shop-submit' }}
      confirmLoading={create.isPending || update.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Values> form={form} layout="vertical" initialValues={valuesOf(shop)} onFinish={submit}>
        <Form.Item name="name" label={t('field.name')} rules={[needed]}>
          <Input autoFocus maxLength={NAME_MAX} autoComplete="off" data-testid="shop-name" />
        </Form.Item>
        <Form.Item name="region" label={t('apply.region')} extra={t('apply.regionHint')} rules={[needed]}>
          <Input maxLength={REGION_MAX} autoComplete="off" data-testid="shop-region" />
        </Form.Item>
        <Form.Item name="address" label={t('apply.address')} rules={[needed]}>
          <Input maxLength={ADDRESS_MAX} autoComplete="off" data-testid="shop-address" />
        </Form.Item>
        <Form.Item name="phone" label={t('shops.phone')} rules={[{ pattern: PHONE, message: t('shops.phoneForm') }]}>
          <Input inputMode="tel" maxLength={20} autoComplete="off" />
        </Form.Item>
        <HoursFields t={t} />
        <ErrorNotice error={create.error ?? update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

/** When it is open, where it lies, and whether it is open for business at all. */
function HoursFields({ t }: { t: Texts }) {
  const needed = { required: true, message: t('check.needed') };
  return (
    <>
      <div className="two-fields">
        <Form.Item name="opensAt" label={t('shops.opensAt')} rules={[needed]}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="closesAt" label={t('shops.closesAt')} extra={t('shops.closesHint')} rules={[needed]}>
          <Input type="time" />
        </Form.Item>
      </div>
      <Form.Item name="openDays" label={t('shops.openDays')} rules={[{ required: true, message: t('check.needed') }]}>
        <Checkbox.Group options={DAYS.map((day) => ({ value: day, label: t(`shopDay.${day}`) }))} />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="latitude" label={t('shops.latitude')} extra={t('shops.placeHint')}>
          <InputNumber min={-90} max={90} />
        </Form.Item>
        <Form.Item name="longitude" label={t('shops.longitude')}>
          <InputNumber min={-180} max={180} />
        </Form.Item>
      </div>
      <Form.Item name="isOn" label={t('shops.isOn')} valuePropName="checked">
        <Switch />
      </Form.Item>
    </>
  );
}

function valuesOf(shop: Shop | undefined): Partial<Values> {
  if (!shop) return { opensAt: '09:00', closesAt: '20:00', openDays: [...DAYS], phone: '', isOn: true };
  const { place, state, closesAt, ...rest } = shop;
  // A time field knows no 24:00.
  return {
    ...rest,
    closesAt: closesAt === MIDNIGHT ? '00:00' : closesAt,
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    isOn: state === 'on',
  };
}

function fieldsOf({ name, region, address, phone, opensAt, closesAt, openDays, latitude, longitude, isOn }: Values): ShopValues {
  const place = typeof latitude === 'number' && typeof longitude === 'number' ? { latitude, longitude } : null;
  const closes = closesAt === '00:00' ? MIDNIGHT : closesAt;
  return { name, region, address, phone: (phone ?? '').trim(), opensAt, closesAt: closes, openDays, place, state: isOn ? 'on' : 'off' };
}
