import { EVENT_TEMPLATES, EVENT_TITLE_MAX, type EventTemplate } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { DatePicker, Form, Input, Modal, Segmented, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { ErrorNotice } from '../../shared/notices.tsx';
import { OrganizationSelect } from '../../shared/organization-select.tsx';
import { useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useCreateEvent, useVenuesOf } from './use-events.ts';

type Values = { merchantId?: Id<'organization'>; template: EventTemplate; title: string; venueId?: Id<'venue'>; startsOn?: Dayjs | null };

/** One call makes a filled draft: kinds, prices, a window of sale and sessions. */
export function CreateEventDialog({ onClose, onCreated }: { onClose: () => void; onCreated: (eventId: Id<'event'>) => void }) {
  const t = useTexts();
  const { staff } = useSession();
  const [form] = Form.useForm<Values>();
  const create = useCreateEvent();
  const own = staff?.organizationKind === 'merchant' ? staff.organizationId : undefined;
  const chosen = Form.useWatch('merchantId', form);
  const template = Form.useWatch('template', form);
  const save = async ({ merchantId = own, title, venueId = undefined, startsOn, ...rest }: Values) => {
    if (!merchantId) return;
    const fields = { merchantId, title: title.trim(), venueId: venueId ?? null, startsOn: startsOn?.format('YYYY-MM-DD') ?? null };
    const made = await create.mutateAsync({ ...rest, ...fields });
    onCreated(made.event.eventId);
  };
  return (
    <Modal
      open
      title={t('ticketing.create')}
      okText={t('ticketing.createDraft')}
      cancelText={t('action.cancel')}
      confirmLoading={create.isPending}
      okButtonProps={{ 'data-testid': 'save-event' }}
      onOk={form.submit}
      onCancel={onClose}
      width={600}
    >
      {/* What is refused stands in the dialog. */}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ template: 'show' }}
        onFinish={(values) => void save(values).catch(() => undefined)}
      >
        {!own && (
          <Form.Item name="merchantId" label={t('ticketing.organizer')} rules={[{ required: true, message: t('check.needed') }]}>
            <OrganizationSelect kind="merchant" />
          </Form.Item>
        )}
        <Chosen template={template} merchantId={own ?? chosen} />
        {template !== 'blank' && (
          <Form.Item name="startsOn" label={t('ticketing.startsOn')} extra={t('ticketing.startsOnHint')}>
            <DatePicker className="event-wide" />
          </Form.Item>
        )}
      </Form>
      <ErrorNotice error={create.error} />
    </Modal>
  );
}

/** From what it begins, and where. */
function Chosen({ template, merchantId }: { template: EventTemplate | undefined; merchantId: Id<'organization'> | undefined }) {
  const t = useTexts();
  const venues = useVenuesOf(merchantId);
  return (
    <>
      <Form.Item name="template" label={t('ticketing.template')} extra={template && t(`ticketing.templateHint.${template}`)}>
        <Segmented className="event-templates" options={EVENT_TEMPLATES.map((value) => ({ value, label: t(`ticketing.template.${value}`) }))} />
      </Form.Item>
      <Form.Item name="title" label={t('ticketing.title')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
        <Input maxLength={EVENT_TITLE_MAX} autoFocus data-testid="event-title" />
      </Form.Item>
      <Form.Item name="venueId" label={t('ticketing.venue')} extra={t('ticketing.venueHint')}>
        <Select
          allowClear
          placeholder={t('ticketing.noVenue')}
          options={(venues.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          data-testid="event-venue"
        />
      </Form.Item>
    </>
  );
}
