import { CHANNEL_KINDS, type ChannelRecord } from '@tessera/contract';
import { App, Button, Drawer, Form, Input, Select, Switch } from 'antd';
import { CopyButton } from '../../shared/copy-button.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NAME_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { isOnline } from './online-kinds.ts';
import { type ChannelValues, useSaveChannel } from './use-channels.ts';
import './channels.css';

const KEY = /^[a-z][a-z0-9-]*$/;
const FRESH: ChannelValues = {
  channel: '',
  kind: 'wechat',
  nameZh: '',
  nameEn: '',
  baseUrl: '',
  merchantId: '',
  appId: '',
  certificateSerial: '',
  publicKeyId: '',
  publicKey: '',
  enabled: true,
};

type Props = { channel: ChannelRecord | null; onClose: () => void; onSaved: (key: string) => void };

/** Enters or changes one channel; one with keys is tested as soon as it is saved. */
export function ChannelDrawer({ channel, onClose, onSaved }: Props) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<ChannelValues>();
  const save = useSaveChannel();
  const kind = Form.useWatch('kind', form) ?? channel?.kind ?? 'wechat';
  const send = ({ privateKey, apiKey, ...values }: ChannelValues) =>
    save.mutate(
      { ...FRESH, ...values, ...(privateKey && { privateKey }), ...(apiKey && { apiKey }) },
      {
        onSuccess: (saved) => {
          message.success(t('channels.saved'));
          onClose();
          if (isOnline(saved.kind)) onSaved(saved.key);
        },
      },
    );
  return (
    <Drawer
      open
      title={t(channel ? 'channels.edit' : 'channels.create')}
      size={520}
      onClose={onClose}
      footer={
        <div className="form-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()} data-testid="save-channel">
            {t(isOnline(kind) ? 'channels.saveAndTest' : 'channels.save')}
          </Button>
        </div>
      }
    >
      <Form<ChannelValues> form={form} layout="vertical" initialValues={channel ? { ...channel, channel: channel.key } : FRESH} onFinish={send}>
        <Naming isNew={channel === null} />
        {isOnline(kind) && <Connection kind={kind} channel={channel} />}
        <Form.Item name="enabled" label={t('channels.on')} valuePropName="checked" layout="horizontal">
          <Switch />
        </Form.Item>
        {channel && isOnline(kind) && <NotifyAddress url={channel.notifyUrl} />}
        <ErrorNotice error={save.error} />
        <WrongField error={save.error} />
        <EnterSubmits />
      </Form>
    </Drawer>
  );
}

function Naming(props: { isNew: boolean }) {
  const t = useTexts();
  const needed = [{ required: true, whitespace: true, message: t('check.needed') }];
  return (
    <>
      <Form.Item name="kind" label={t('channels.kind')}>
        <Select disabled={!props.isNew} options={CHANNEL_KINDS.map((value) => ({ value, label: t(`channels.kind.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="channel"
        label={t('channels.key')}
        extra={t('channels.keyHint')}
        rules={[
          { required: true, message: t('check.needed') },
          { pattern: KEY, message: t('channels.keyHint') },
        ]}
      >
        <Input disabled={!props.isNew} maxLength={30} spellCheck={false} data-testid="channel-key" />
      </Form.Item>
      <Form.Item name="nameZh" label={t('channels.nameZh')} rules={needed}>
        <Input maxLength={NAME_MAX} />
      </Form.Item>
      <Form.Item name="nameEn" label={t('channels.nameEn')} rules={needed}>
        <Input maxLength={NAME_MAX} />
      </Form.Item>
    </>
  );
}

function Connection({ kind, channel }: { kind: 'wechat' | 'alipay'; channel: ChannelRecord | null }) {
  const t = useTexts();
  const needed = [{ required: true, whitespace: true, message: t('check.needed') }];
  const isWechat = kind === 'wechat';
  return (
    <>
      <Form.Item name="appId" label={t('channels.appId')} rules={needed}>
        <Input maxLength={40} spellCheck={false} autoComplete="off" data-testid="channel-app-id" />
      </Form.Item>
      <Form.Item name="merchantId" label={t(`channels.merchantId.${kind}`)} rules={isWechat ? needed : []}>
        <Input maxLength={40} spellCheck={false} autoComplete="off" data-testid="channel-merchant-id" />
      </Form.Item>
      <Form.Item
        name="privateKey"
        label={t('channels.privateKey')}
        extra={t(channel?.hasPrivateKey ? 'channels.keyKept' : 'channels.privateKeyHint')}
      >
        <Input.TextArea rows={3} maxLength={10_000} spellCheck={false} autoComplete="off" className="mono" />
      </Form.Item>
      {isWechat && (
        <>
          <Form.Item name="certificateSerial" label={t('channels.certificateSerial')} rules={needed}>
            <Input maxLength={80} spellCheck={false} className="mono" />
          </Form.Item>
          <Form.Item name="apiKey" label={t('channels.apiKey')} extra={t(channel?.hasApiKey ? 'channels.keyKept' : 'channels.apiKeyHint')}>
            <Input.Password maxLength={32} autoComplete="new-password" />
          </Form.Item>
          <Form.Item name="publicKeyId" label={t('channels.publicKeyId')} extra={t('channels.publicKeyIdHint')}>
            <Input maxLength={80} spellCheck={false} className="mono" />
          </Form.Item>
        </>
      )}
      <Form.Item name="publicKey" label={t(`channels.publicKey.${kind}`)} rules={isWechat ? [] : needed}>
        <Input.TextArea rows={3} maxLength={10_000} spellCheck={false} className="mono" />
      </Form.Item>
      <Form.Item name="baseUrl" label={t('channels.baseUrl')} extra={t('channels.baseUrlHint')}>
        <Input maxLength={300} spellCheck={false} inputMode="url" />
      </Form.Item>
    </>
  );
}

function NotifyAddress({ url }: { url: string }) {
  const t = useTexts();
  return (
    <div className="channel-notify">
      <strong>{t('channels.notifyUrl')}</strong>
      <p>
        <span className="mono">{url}</span> <CopyButton text={url} label={t('channels.copy')} />
      </p>
    </div>
  );
}

const FIELDS = ['appId', 'merchantId', 'privateKey', 'certificateSerial', 'apiKey', 'publicKeyId', 'publicKey', 'kind'] as const;

/** The setting that the server found wrong, by its name on this form. */
function WrongField({ error }: { error: unknown }) {
  const t = useTexts();
  const params = error && typeof error === 'object' && 'params' in error ? error.params : undefined;
  const named = params && typeof params === 'object' && 'field' in params ? params.field : undefined;
  const field = FIELDS.find((one) => one === named);
  return field ? <p role="alert">{t(`channels.wrong.${field}`)}</p> : null;
}
