import type { Venue } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { App, Button, Form, Input, Modal } from 'antd';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useCreateVenue, useUpdateVenue } from './use-venues.ts';

type Values = { merchantId?: Id<'organization'>; name: string; address?: string; gates?: { code: string; name: string }[] };
const NAME_MAX = 80;
const ADDRESS_MAX = 200;
const CODE_MAX = 12;
const GATES_MAX = 60;

/** Enters a venue, or changes one. */
export function VenueDialog({ venue, onClose, onSaved }: { venue?: Venue; onClose: () => void; onSaved?: (venue: Venue) => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const { staff } = useSession();
  const [form] = Form.useForm<Values>();
  const [create, update] = [useCreateVenue(), useUpdateVenue()];
  const own = staff?.organizationKind === 'merchant' ? staff.organizationId : undefined;
  const save = async ({ merchantId = own, name, address = '', gates = [] }: Values) => {
    const fields = { name: name.trim(), address: address.trim(), gates };
    const sending = venue
      ? update.mutateAsync({ venueId: venue.id, revision: venue.revision, ...fields })
      : merchantId
        ? create.mutateAsync({ merchantId, ...fields })
        : undefined;
    const saved = await sending?.catch(() => undefined);
    if (!saved) return;
    message.success(t('venues.saved'));
    onClose();
    onSaved?.(saved);
  };
  return (
    <Modal
      open
      title={t(venue ? 'venues.edit' : 'venues.create')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      confirmLoading={create.isPending || update.isPending}
      okButtonProps={{ 'data-testid': 'save-venue' }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Values> form={form} layout="vertical" initialValues={venue ?? { gates: [] }} onFinish={save}>
        {!venue && !own && (
          <Form.Item name="merchantId" label={t('field.merchant')} rules={[{ required: true, message: t('venues.needed') }]}>
            <OrganizationSelect kind="merchant" />
          </Form.Item>
        )}
        <Form.Item name="name" label={t('venues.name')} rules={[{ required: true, whitespace: true, message: t('venues.needed') }]}>
          <Input maxLength={NAME_MAX} autoFocus data-testid="venue-name" />
        </Form.Item>
        <Form.Item name="address" label={t('venues.address')}>
          <Input maxLength={ADDRESS_MAX} />
        </Form.Item>
        <Gates />
      </Form>
      <ErrorNotice error={create.error ?? update.error} />
    </Modal>
  );
}

function Gates() {
  const t = useTexts();
  const rules = [{ required: true, whitespace: true, message: t('venues.needed') }];
  return (
    <Form.Item label={t('venues.gates')} extra={t('venues.gatesHint')}>
      <Form.List name="gates">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="venue-gate">
                <Form.Item name={[name, 'code']} rules={rules} noStyle>
                  <Input maxLength={CODE_MAX} placeholder={t('venues.gateCode')} aria-label={t('venues.gateCode')} />
                </Form.Item>
                <Form.Item name={[name, 'name']} rules={rules} noStyle>
                  <Input maxLength={NAME_MAX} placeholder={t('venues.gateName')} aria-label={t('venues.gateName')} />
                </Form.Item>
                <Button onClick={() => remove(name)} aria-label={t('venues.gateRemove')} icon={<Icon name="close" size={14} />} />
              </div>
            ))}
            {fields.length < GATES_MAX && <Button onClick={() => add({ code: '', name: '' })}>{t('venues.gateAdd')}</Button>}
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}
