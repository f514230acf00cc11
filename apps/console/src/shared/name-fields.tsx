import { Form, Input } from 'antd';
import { NAME_MAX } from './limits.ts';
import { useTexts } from './texts.ts';

/** What people typed for a name in both languages. */
export type NameValues = { zh: string; en: string };

/** A name in both languages, each needed; the first one has the focus. */
export function NameFields(props: { testId: string }) {
  const t = useTexts();
  const rules = [{ required: true, whitespace: true, message: t('check.needed') }];
  return (
    <>
      <Form.Item name="zh" label={t('subsidies.nameZh')} rules={rules}>
        <Input autoFocus maxLength={NAME_MAX} autoComplete="off" lang="zh-CN" data-testid={`${props.testId}-zh`} />
      </Form.Item>
      <Form.Item name="en" label={t('subsidies.nameEn')} rules={rules}>
        <Input maxLength={NAME_MAX} autoComplete="off" lang="en" data-testid={`${props.testId}-en`} />
      </Form.Item>
    </>
  );
}

export function nameOf({ zh, en }: NameValues): NameValues {
  return { zh: zh.trim(), en: en.trim() };
}
