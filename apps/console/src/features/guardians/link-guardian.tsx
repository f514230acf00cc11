import type { Member, Relation } from '@tessera/contract';
import { App, Checkbox, Form, Input, Modal, Select } from 'antd';
import { NAME_MAX, PHONE } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { RELATION_NAMES, useLinkGuardian } from './use-guardians.ts';

type Fields = { bornOn: string; name: string; phone: string; relation: Relation; consentOnPaper: boolean };

/** At the counter, with the guardian in front of one: whoever has the phone already is that member, all others get an account. */
export function LinkGuardian(props: { member: Member; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const link = useLinkGuardian();
  const { member, onClose } = props;
  const send = async ({ bornOn, name, phone, relation }: Fields) => {
    const made = await link.mutateAsync({ memberId: member.id, bornOn, name, phone, relation, consentOnPaper: true });
    message.success(t('guardians.linked', { guardian: made.guardian.name, child: made.child.name }));
    onClose();
  };
  return (
    <Modal
      open
      width={480}
      title={t('guardians.linkTitle', { child: member.name })}
      okText={t('guardians.link')}
      okButtonProps={{ 'data-testid': 'link-guardian-submit' }}
      cancelText={t('action.cancel')}
      confirmLoading={link.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="link-guardian-dialog"
    >
      <p className="quiet guardian-lead">{t('guardians.linkNote')}</p>
      <Form form={form} layout="vertical" initialValues={{ relation: 'mother' }} onFinish={(fields) => void send(fields).catch(() => undefined)}>
        <Form.Item name="bornOn" label={t('guardians.bornOn')} rules={[{ required: true, message: t('guardians.bornOnNeeded') }]}>
          <Input type="date" data-testid="guardian-born-on" />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('guardians.name')}
          rules={[{ required: true, whitespace: true, max: NAME_MAX, message: t('guardians.nameNeeded') }]}
        >
          <Input data-testid="guardian-name" />
        </Form.Item>
        <Form.Item name="phone" label={t('guardians.phone')} rules={[{ required: true, pattern: PHONE, message: t('guardians.phoneNeeded') }]}>
          <Input inputMode="tel" data-testid="guardian-phone" />
        </Form.Item>
        <Form.Item name="relation" label={t('guardians.relation')}>
          <Select options={RELATION_NAMES.map((value) => ({ value, label: t(`relation.${value}`) }))} data-testid="guardian-relation" />
        </Form.Item>
        <Form.Item
          name="consentOnPaper"
          valuePropName="checked"
          rules={[{ validator: (_, value) => (value ? Promise.resolve() : Promise.reject(new Error(t('guardians.consentNeeded')))) }]}
        >
          <Checkbox data-testid="guardian-consent">{t('guardians.consentOnPaper')}</Checkbox>
        </Form.Item>
      </Form>
      <ErrorNotice error={link.error} />
    </Modal>
  );
}
