import type { Notice } from '@tessera/contract';
import { NoticeText } from '@tessera/ui';
import { App, Button, Drawer, Form, Input, Tabs } from 'antd';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useSaveDraft } from './use-privacy.ts';

const BODY_MAX = 20_000;
const SUMMARY_MAX = 600;
type Values = { bodyZh: string; bodyEn: string; summaryZh: string; summaryEn: string };

/** Writes the next version in both languages, with a preview as members see it. It begins with what holds now. */
export function NoticeDrawer(props: { start: Notice | undefined; version: number; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const save = useSaveDraft();
  const { start } = props;
  const submit = (values: Values) =>
    save.mutate(values, {
      onSuccess: () => {
        message.success(t('notices.saved'));
        props.onClose();
      },
    });
  const needed = [{ required: true, whitespace: true, message: t('check.needed') }];
  const language = (name: 'Zh' | 'En') => (
    <>
      <Form.Item name={`summary${name}`} label={t(`notices.summary${name}`)} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 4 }} maxLength={SUMMARY_MAX} />
      </Form.Item>
      <Form.Item name={`body${name}`} label={t(`notices.body${name}`)} extra={t('notices.format')} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 12, maxRows: 24 }} maxLength={BODY_MAX} />
      </Form.Item>
    </>
  );
  return (
    <Drawer
      open
      size={720}
      title={t('notices.draft', { version: props.version })}
      onClose={props.onClose}
      extra={
        <Button type="primary" loading={save.isPending} onClick={form.submit} data-testid="save-notice">
          {t('notices.save')}
        </Button>
      }
      data-testid="notice-drawer"
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          bodyZh: start?.bodyZh ?? '',
          bodyEn: start?.bodyEn ?? '',
          summaryZh: start?.status === 'draft' ? start.summaryZh : '',
          summaryEn: start?.status === 'draft' ? start.summaryEn : '',
        }}
        onFinish={submit}
      >
        <ErrorNotice error={save.error} />
        <Tabs
          items={[
            { key: 'zh', label: '中文', forceRender: true, children: language('Zh') },
            { key: 'en', label: 'English', forceRender: true, children: language('En') },
            { key: 'preview', label: t('notices.preview'), children: <Preview /> },
          ]}
        />
      </Form>
    </Drawer>
  );
}

function Preview() {
  const form = Form.useFormInstance<Values>();
  const bodyZh = Form.useWatch('bodyZh', form) ?? '';
  const bodyEn = Form.useWatch('bodyEn', form) ?? '';
  return (
    <div className="notice-pair">
      <section lang="zh-CN">
        <NoticeText text={bodyZh} />
      </section>
      <section lang="en">
        <NoticeText text={bodyEn} />
      </section>
    </div>
  );
}
