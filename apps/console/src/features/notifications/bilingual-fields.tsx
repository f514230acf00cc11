import { Form, Input } from 'antd';
import { useTexts } from '../../shared/texts.ts';

const TITLE_MAX = 100;
const TEXT_MAX = 4_000;

/** The same words in both languages, each written. */
export function BilingualFields(props: { titles: boolean }) {
  const t = useTexts();
  const rules = [{ required: true, whitespace: true, message: t('check.needed') }];
  return (
    <>
      {(['Zh', 'En'] as const).map((language) => {
        const prefix = language === 'Zh' ? 'zh' : 'en';
        return (
          <div key={language}>
            {props.titles && (
              <Form.Item name={`title${language}`} label={t(`notices.${prefix}Title`)} rules={rules}>
                <Input maxLength={TITLE_MAX} data-testid={`title-${prefix}`} />
              </Form.Item>
            )}
            <Form.Item name={`text${language}`} label={t(`notices.${prefix}Text`)} rules={rules}>
              <Input.TextArea rows={3} maxLength={TEXT_MAX} data-testid={`text-${prefix}`} />
            </Form.Item>
          </div>
        );
      })}
    </>
  );
}
