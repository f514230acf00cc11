import type { ItemCategory } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
import { App, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { EnterSubmits } from '../../shared/enter-submits.tsx';
import { NameFields, type NameValues, nameOf } from '../../shared/name-fields.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { siblingsOf } from './category-order.ts';
import { useCreateCategory, useUpdateCategories } from './use-categories.ts';

type Values = NameValues & { code: string; parentId?: ItemCategory['id'] | null };
const CODE = /^[a-z][a-z0-9-]{1,39}$/;
const CODE_MAX = 40;
const PLACE_MAX = 9_999;
const STEP = 10;

/** What is sent of a category that is changed. */
export function changeOf({ id, code, name, parentId, place, state }: ItemCategory) {
  return { categoryId: id, code, name, parentId, place, state };
}

/** Adds a category at the end of its row, or changes one. */
export function CategoryForm(props: { all: readonly ItemCategory[]; category?: ItemCategory; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [category] = useState(props.category);
  const create = useCreateCategory();
  const update = useUpdateCategories();
  const done = {
    onSuccess: () => {
      message.success(t('saved'));
      props.onClose();
    },
  };
  const submit = ({ code, parentId = null, ...names }: Values) => {
    const isMoved = category?.parentId !== parentId;
    const place = category && !isMoved ? category.place : placeAfter(siblingsOf(props.all, parentId));
    const fields = { code: code.trim(), name: nameOf(names), parentId, place, state: category?.state ?? ('on' as const) };
    if (category) update.mutate([{ categoryId: category.id, ...fields }], done);
    else create.mutate(fields, done);
  };
  return (
    <Modal
      open
      width={480}
      title={t(category ? 'categories.edit' : 'categories.create')}
      okText={t(category ? 'action.save' : 'categories.create')}
      okButtonProps={{ 'data-testid': 'category-submit' }}
      confirmLoading={create.isPending || update.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={category ? { ...category.name, code: category.code, parentId: category.parentId } : {}}
        onFinish={submit}
      >
        <NameFields testId="category" />
        <Form.Item
          name="code"
          label={t('categories.code')}
          extra={t('categories.codeHint')}
          rules={[{ required: true, pattern: CODE, message: t('categories.codeWrong') }]}
        >
          <Input maxLength={CODE_MAX} autoComplete="off" data-testid="category-code" />
        </Form.Item>
        <ParentField all={props.all} category={category} />
        <ErrorNotice error={create.error ?? update.error} />
        <EnterSubmits />
      </Form>
    </Modal>
  );
}

/** There are two levels: what has others below it stays on top. */
function ParentField({ all, category }: { all: readonly ItemCategory[]; category: ItemCategory | undefined }) {
  const t = useTexts();
  const named = useNamed();
  const hasBelow = category !== undefined && siblingsOf(all, category.id).length > 0;
  const choices = siblingsOf(all, null).filter(({ id }) => id !== category?.id);
  return (
    <Form.Item name="parentId" label={t('categories.parent')} extra={t(hasBelow ? 'categories.parentKept' : 'categories.parentHint')}>
      <Select
        allowClear
        disabled={hasBelow}
        placeholder={t('categories.onTop')}
        options={choices.map(({ id, name }) => ({ value: id, label: named(name) }))}
      />
    </Form.Item>
  );
}

function placeAfter(row: readonly ItemCategory[]): number {
  return Math.min(PLACE_MAX, Math.max(0, ...row.map(({ place }) => place)) + STEP);
}
