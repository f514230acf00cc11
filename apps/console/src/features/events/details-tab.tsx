import { EVENT_KINDS, EVENT_PICTURE_BYTES_MAX, EVENT_TEXT_MAX, EVENT_TITLE_MAX, type EventHead, type WholeEvent } from '@tessera/contract';
import { usePhoto } from '@tessera/ui/photos/index.ts';
import { App, Button, Form, Input, InputNumber, Select, Upload } from 'antd';
import { client } from '../../shared/api.ts';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useSetPicture, useUpdateEvent, useVenuesOf } from './use-events.ts';

type Values = Pick<EventHead, 'kind' | 'title' | 'description' | 'visitorNotes' | 'venueId' | 'place' | 'region' | 'salesEndMinutesBefore'>;
const [PLACE_MAX, REGION_MAX, MINUTES_MAX] = [200, 40, 527_040];

/** What an event is, and where. */
export function DetailsTab({ whole: { event }, isOpen }: { whole: WholeEvent; isOpen: boolean }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const update = useUpdateEvent();
  const save = async (values: Values) => {
    const trimmed = { title: values.title.trim(), place: values.place.trim(), region: values.region.trim() };
    const { eventId, revision } = event;
    await update.mutateAsync({ ...values, ...trimmed, eventId, revision, venueId: values.venueId ?? null });
    message.success(t('ticketing.saved'));
  };
  return (
    <div className="event-details">
      <Panel>
        {/* What is refused stands below. */}
        <Form<Values>
          form={form}
          layout="vertical"
          disabled={!isOpen}
          initialValues={event}
          onFinish={(values) => void save(values).catch(() => undefined)}
        >
          <ShortFields merchantId={event.merchantId} />
          <Form.Item name="description" label={t('ticketing.description')}>
            <Input.TextArea maxLength={EVENT_TEXT_MAX} autoSize={{ minRows: 3, maxRows: 12 }} />
          </Form.Item>
          <Form.Item name="visitorNotes" label={t('ticketing.visitorNotes')} extra={t('ticketing.visitorNotesHint')}>
            <Input.TextArea maxLength={EVENT_TEXT_MAX} autoSize={{ minRows: 2, maxRows: 10 }} />
          </Form.Item>
          <ErrorNotice error={update.error} />
          {isOpen && (
            <Button type="primary" htmlType="submit" loading={update.isPending} data-testid="event-save">
              {t('action.save')}
            </Button>
          )}
        </Form>
      </Panel>
      <Picture event={event} isOpen={isOpen} />
    </div>
  );
}

/** Title, kind and place. */
function ShortFields({ merchantId }: Pick<EventHead, 'merchantId'>) {
  const t = useTexts();
  const venues = useVenuesOf(merchantId);
  return (
    <div className="event-pair">
      <Form.Item name="title" label={t('ticketing.title')} rules={[{ required: true, whitespace: true, message: t('check.needed') }]}>
        <Input maxLength={EVENT_TITLE_MAX} />
      </Form.Item>
      <Form.Item name="kind" label={t('ticketing.kind')}>
        <Select options={EVENT_KINDS.map((value) => ({ value, label: t(`ticketing.kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="venueId" label={t('ticketing.venue')}>
        <Select
          allowClear
          placeholder={t('ticketing.noVenue')}
          options={(venues.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="place" label={t('ticketing.place')} extra={t('ticketing.placeHint')}>
        <Input maxLength={PLACE_MAX} data-testid="event-place" />
      </Form.Item>
      <Form.Item name="region" label={t('ticketing.region')}>
        <Input maxLength={REGION_MAX} />
      </Form.Item>
      <Form.Item name="salesEndMinutesBefore" label={t('ticketing.salesEnd')} extra={t('ticketing.salesEndHint')}>
        <InputNumber min={-MINUTES_MAX} max={MINUTES_MAX} precision={0} className="event-wide" />
      </Form.Item>
    </div>
  );
}

function Picture({ event, isOpen }: { event: EventHead; isOpen: boolean }) {
  const t = useTexts();
  const { message } = App.useApp();
  const set = useSetPicture();
  const { eventId, hasPicture } = event;
  const send = async (file: File) => {
    if (file.size > EVENT_PICTURE_BYTES_MAX) return message.error(t('ticketing.pictureTooLarge'));
    const saved = await set.mutateAsync({ eventId, file }).catch(() => undefined);
    if (saved) message.success(t('ticketing.saved'));
    return undefined;
  };
  return (
    <Panel title={t('ticketing.picture')} className="event-picture">
      {hasPicture ? <Shown event={event} /> : <p className="quiet">{t('ticketing.noPicture')}</p>}
      {isOpen && (
        <Upload
          accept="image/jpeg,image/png,image/webp"
          showUploadList={false}
          beforeUpload={(file) => {
            void send(file);
            return false;
          }}
        >
          <Button icon={<Icon name="upload" size={14} />} loading={set.isPending}>
            {t('ticketing.pictureChoose')}
          </Button>
        </Upload>
      )}
      <ErrorNotice error={set.error} />
    </Panel>
  );
}

function Shown({ event: { eventId, revision, title } }: { event: EventHead }) {
  const t = useTexts();
  const photo = usePhoto(`${eventId} ${revision}`, () => client.events.getEventPicture({ eventId }));
  if (photo.isError) return <p className="quiet">{t('photo.notLoaded')}</p>;
  return photo.address && <img src={photo.address} alt={t('ticketing.pictureOf', { title })} />;
}
