import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Article } from '@tessera/contract';
import { HELP_STATES, HELP_TOPICS } from '@tessera/contract/help-words';
import { App, Form, Input, Modal, Radio, Select } from 'antd';
import { client } from '../../shared/api.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';

type Values = { topic: Article['topic']; state: Article['state']; titleZh: string; titleEn: string; bodyZh: string; bodyEn: string };
const TITLE_MAX = 120;
const BODY_MAX = 4_000;

function valuesOf(article: Article | undefined): Partial<Values> {
  if (!article) return { state: 'draft' };
  const { topic, state, title, body } = article;
  return { topic, state, titleZh: title.zh, titleEn: title.en, bodyZh: body.zh, bodyEn: body.en };
}

/** Writes an article in both languages, or changes one. */
export function ArticleDialog({ article, onClose }: { article?: Article; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['faq'] });
  const create = useMutation({ mutationFn: useKeyedCall(client.faq.createArticle), onSuccess });
  const update = useMutation({ mutationFn: useKeyedCall(client.faq.updateArticle), onSuccess });
  const saving = article ? update : create;
  const save = async ({ topic, state, titleZh, titleEn, bodyZh, bodyEn }: Values) => {
    const content = { topic, state, title: { zh: titleZh.trim(), en: titleEn.trim() }, body: { zh: bodyZh.trim(), en: bodyEn.trim() } };
    if (article) await update.mutateAsync({ articleId: article.id, ...content });
    else await create.mutateAsync(content);
    message.success(t('faq.saved'));
    onClose();
  };
  const rules = [{ required: true, whitespace: true, message: t('check.needed') }];
  return (
    <Modal
      open
      width={640}
      title={t(article ? 'faq.edit' : 'faq.create')}
      okText={t('action.save')}
      okButtonProps={{ 'data-testid': 'article-ok' }}
      cancelText={t('action.cancel')}
      confirmLoading={saving.isPending}
      onOk={form.submit}
      onCancel={onClose}
      data-testid="article-dialog"
    >
      <Form form={form} layout="vertical" initialValues={valuesOf(article)} onFinish={(values) => void save(values).catch(() => undefined)}>
        <Form.Item name="topic" label={t('faq.topic')} rules={[{ required: true, message: t('check.needed') }]}>
          <Select options={HELP_TOPICS.map((topic) => ({ value: topic, label: t(`helpTopic.${topic}`) }))} data-testid="article-topic" />
        </Form.Item>
        <Form.Item name="titleZh" label={t('faq.titleZh')} rules={rules}>
          <Input maxLength={TITLE_MAX} lang="zh-CN" data-testid="article-title-zh" />
        </Form.Item>
        <Form.Item name="bodyZh" label={t('faq.bodyZh')} rules={rules}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={BODY_MAX} lang="zh-CN" data-testid="article-body-zh" />
        </Form.Item>
        <Form.Item name="titleEn" label={t('faq.titleEn')} rules={rules}>
          <Input maxLength={TITLE_MAX} lang="en" data-testid="article-title-en" />
        </Form.Item>
        <Form.Item name="bodyEn" label={t('faq.bodyEn')} rules={rules}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={BODY_MAX} lang="en" data-testid="article-body-en" />
        </Form.Item>
        <Form.Item name="state" label={t('faq.state')}>
          <Radio.Group options={HELP_STATES.map((state) => ({ value: state, label: t(`helpState.${state}`) }))} />
        </Form.Item>
      </Form>
      <ErrorNotice error={saving.error} />
    </Modal>
  );
}
