import { Form, Input, type InputRef } from 'antd';
import type { Ref } from 'react';
import { CARD_UID } from '../../shared/limits.ts';
import { useTexts } from '../../shared/texts.ts';

/** Where a reader that types like a keyboard leaves the number of a chip. */
export function UidField(props: { ref?: Ref<InputRef>; autoFocus?: boolean }) {
  const t = useTexts();
  return (
    <Form.Item
      name="uid"
      label={t('field.uid')}
      extra={t('cards.uidHint')}
      normalize={plainUid}
      rules={[
        { required: true, message: t('check.needed') },
        { pattern: CARD_UID, message: t('check.uid') },
      ]}
      validateTrigger="onBlur"
    >
      <Input
        {...(props.ref && { ref: props.ref })}
        className="mono"
        autoFocus={props.autoFocus ?? false}
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        data-testid="card-uid"
      />
    </Form.Item>
  );
}

/** Readers write `04:A1-B2 c3`; the contract wants `04A1B2C3`. */
export function plainUid(text: string): string {
  return (text ?? '').replace(/[\s:.-]/g, '').toUpperCase();
}
