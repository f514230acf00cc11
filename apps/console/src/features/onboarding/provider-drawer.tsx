import { MEMBER_KINDS, PROVIDER_KINDS, PROVIDER_MATCHES, type Provider } from '@tessera/contract';
import { App, Button, Drawer, Form, Input, Select, Switch } from 'antd';
import { CopyButton } from '../../shared/copy-button.tsx';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NAME_MAX } from '../../shared/limits.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { type ProviderValues, useSaveProvider } from './use-providers.ts';

const KEY = /^[a-z][a-z0-9-]*$/;
const FRESH: ProviderValues = {
  key: '',
  kind: 'oidc',
  nameZh: '',
  nameEn: '',
  baseUrl: '',
  clientId: '',
  scopes: 'profile email',
  forMembers: true,
  forStaff: false,
  matchBy: 'none',
  userNameClaim: '',
  joinsAs: null,
  enabled: true,
};

type Props = { provider: Provider | null; onClose: () => void; onSaved: (key: string) => void };

/** Enters or changes one provider; saved, it is tested at once. */
export function ProviderDrawer({ provider, onClose, onSaved }: Props) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<ProviderValues>();
  const save = useSaveProvider();
  const kind = Form.useWatch('kind', form) ?? provider?.kind ?? 'oidc';
  const send = ({ clientSecret, ...values }: ProviderValues) =>
    save.mutate(
      { ...FRESH, ...values, joinsAs: values.joinsAs ?? null, ...(clientSecret && { clientSecret }) },
      {
        onSuccess: (saved) => {
          message.success(t('providers.saved'));
          onClose();
          onSaved(saved.key);
        },
      },
    );
  return (
    <Drawer
      open
      title={t(provider ? 'providers.edit' : 'providers.create')}
      size={520}
      onClose={onClose}
      footer={
        <div className="form-foot">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()} data-testid="save-provider">
            {t('providers.save')}
          </Button>
        </div>
      }
    >
      <Form<ProviderValues> form={form} layout="vertical" initialValues={provider ?? FRESH} onFinish={send}>
        <Naming isNew={provider === null} />
        <Connection kind={kind} hasSecret={provider?.hasSecret ?? false} />
        <People kind={kind} />
        <RedirectUris
          uris={provider?.redirectUris ?? [`${location.origin}/member/sign-in/callback`, `${location.origin}/console/sign-in/callback`]}
        />
        <ErrorNotice error={save.error} />
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
      <Form.Item name="kind" label={t('providers.kind')}>
        <Select disabled={!props.isNew} options={PROVIDER_KINDS.map((value) => ({ value, label: t(`providers.kind.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="key"
        label={t('providers.key')}
        extra={t('providers.keyHint')}
        rules={[
          { required: true, message: t('check.needed') },
          { pattern: KEY, message: t('providers.keyHint') },
        ]}
      >
        <Input disabled={!props.isNew} maxLength={30} spellCheck={false} data-testid="provider-key" />
      </Form.Item>
      <Form.Item name="nameZh" label={t('providers.nameZh')} rules={needed}>
        <Input maxLength={NAME_MAX} data-testid="provider-name-zh" />
      </Form.Item>
      <Form.Item name="nameEn" label={t('providers.nameEn')} rules={needed}>
        <Input maxLength={NAME_MAX} data-testid="provider-name-en" />
      </Form.Item>
    </>
  );
}

function Connection(props: { kind: Provider['kind']; hasSecret: boolean }) {
  const t = useTexts();
  const needsAddress = props.kind !== 'wechat';
  return (
    <>
      <Form.Item
        name="baseUrl"
        label={t('providers.baseUrl')}
        extra={t(`providers.baseUrlHint.${props.kind}`)}
        rules={needsAddress ? [{ required: true, message: t('check.needed') }] : []}
      >
        <Input maxLength={300} spellCheck={false} inputMode="url" data-testid="provider-url" />
      </Form.Item>
      {props.kind === 'cas' ? null : (
        <>
          <Form.Item name="clientId" label={t('providers.clientId')} rules={[{ required: true, message: t('check.needed') }]}>
            <Input maxLength={200} spellCheck={false} autoComplete="off" data-testid="provider-client-id" />
          </Form.Item>
          <Form.Item name="clientSecret" label={t('providers.clientSecret')} extra={props.hasSecret ? t('providers.secretKept') : undefined}>
            <Input.Password maxLength={500} autoComplete="new-password" data-testid="provider-secret" />
          </Form.Item>
          <Form.Item name="scopes" label={t('providers.scopes')}>
            <Input maxLength={200} spellCheck={false} />
          </Form.Item>
        </>
      )}
    </>
  );
}

function People(props: { kind: Provider['kind'] }) {
  const t = useTexts();
  return (
    <>
      <Form.Item name="forMembers" label={t('providers.forMembers')} valuePropName="checked" layout="horizontal">
        <Switch />
      </Form.Item>
      <Form.Item name="forStaff" label={t('providers.forStaff')} valuePropName="checked" layout="horizontal">
        <Switch />
      </Form.Item>
      {props.kind === 'wechat' ? null : (
        <>
          <Form.Item name="matchBy" label={t('providers.matchBy')} extra={t('providers.matchHint')}>
            <Select options={PROVIDER_MATCHES.map((value) => ({ value, label: t(`providers.match.${value}`) }))} />
          </Form.Item>
          <Form.Item name="userNameClaim" label={t('providers.userNameClaim')} extra={t('providers.userNameClaimHint')}>
            <Input maxLength={60} spellCheck={false} />
          </Form.Item>
        </>
      )}
      <Form.Item name="joinsAs" label={t('providers.joinsAs')} extra={t('providers.joinsHint')}>
        <Select
          allowClear
          placeholder={t('providers.joinsNobody')}
          options={MEMBER_KINDS.map((value) => ({ value, label: t(`memberKind.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="enabled" label={t('providers.on')} valuePropName="checked" layout="horizontal">
        <Switch />
      </Form.Item>
    </>
  );
}

function RedirectUris(props: { uris: readonly string[] }) {
  const t = useTexts();
  return (
    <div className="provider-uris">
      <strong>{t('providers.redirectUris')}</strong>
      {props.uris.map((uri) => (
        <p key={uri}>
          <span className="mono">{uri}</span> <CopyButton text={uri} label={t('providers.copy')} />
        </p>
      ))}
    </div>
  );
}
