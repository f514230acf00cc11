import type { ImportView } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { expect } from 'vitest';
import { eventually, type Person } from './world.ts';

type Mapped = { mapping?: Record<string, number>; options?: Record<string, string | boolean> };

export const fileOf = (text: string, name = '名单.csv') => new File([text], name);
export const csv = (...lines: string[]) => fileOf(`编号,姓名,类型,部门,手机\n${lines.join('\n')}\n`);

export async function reach(person: Person, importId: Id<'import'>, ...statuses: ImportView['status'][]): Promise<ImportView> {
  return eventually(async () => {
    const view = await person.client.imports.getImport({ importId });
    expect(statuses).toContain(view.status);
    return view;
  });
}

export async function upload(person: Person, file: File): Promise<ImportView> {
  const view = await person.client.imports.uploadImport({ kind: 'members', file });
  return reach(person, view.id, 'mapping', 'failed');
}

export async function check(person: Person, file: File, { mapping, options }: Mapped = {}): Promise<ImportView> {
  const view = await upload(person, file);
  await person.client.imports.checkImport({ importId: view.id, mapping: mapping ?? view.mapping ?? {}, options: options ?? {} });
  return reach(person, view.id, 'checked');
}

export async function apply(person: Person, file: File, choices?: Mapped): Promise<ImportView> {
  const view = await check(person, file, choices);
  await person.client.imports.confirmImport({ importId: view.id });
  return reach(person, view.id, 'done', 'paused');
}

export const counts = ({ newCount, changedCount, unchangedCount, wrongCount }: ImportView) => [newCount, changedCount, unchangedCount, wrongCount];
