import type { MealPlan } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Alert, App, Form, Input, Modal, Skeleton } from 'antd';
import { AudienceFields } from '../../shared/audience-fields.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import type { MemberKind } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useAudiencePreview, useGrantToAudience } from './use-mealplans.ts';

type Values = { kinds: MemberKind[]; departmentIds: Id<'department'>[]; startsOn?: string };

/** Gives everybody of an audience the plan, in the background; says before how many they are. */
export function GiveAudience(props: { plan: MealPlan; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const grant = useGrantToAudience();
  const { kinds = [], departmentIds = [] } = Form.useWatch<Partial<Values> | undefined>([], form) ?? {};
  const asked = { planId: props.plan.id, audience: { memberKinds: kinds, departmentIds } };
  const preview = useAudiencePreview(asked);
  const submit = ({ startsOn }: Values) => {
    const done = {
      onSuccess: ({ memberCount }: { memberCount: number }) => {
        message.success(t('mealplans.givenToAudience', { count: memberCount }));
        props.onClose();
      },
    };
    grant.mutate({ ...asked, ...(startsOn && { startsOn }) }, done);
  };
  return (
    <Modal
      open
      title={t('subsidies.toAudience')}
      okText={t('mealplans.give')}
      okButtonProps={{ disabled: !preview.data || preview.data.memberCount === 0, 'data-testid': 'audience-submit' }}
      confirmLoading={grant.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
      width={480}
    >
      <Form<Values> form={form} layout="vertical" initialValues={{ kinds: ['student'], departmentIds: [] }} onFinish={submit}>
        <AudienceFields label={t('subsidies.kinds')} hint={t('subsidies.kindsHint')} />
        <Form.Item name="startsOn" label={t('mealplans.startsOn')} extra={t('mealplans.startsOnHint')}>
          <Input type="date" />
        </Form.Item>
        {preview.isPending && <Skeleton active title={false} paragraph={{ rows: 1 }} />}
        {preview.data && (
          <Alert
            type="info"
            showIcon
            role="status"
            data-testid="audience-preview"
            title={t('mealplans.previewMembers', { count: preview.data.memberCount })}
            description={t('mealplans.previewNote')}
          />
        )}
        <ErrorNotice error={grant.error ?? preview.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}
