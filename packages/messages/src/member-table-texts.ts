import type { Language, Member } from '@tessera/contract';
import { commonEn } from './common.en.ts';
import { commonZhCn } from './common.zh-CN.ts';

/** What a table of members says beside the headings of the import, in the language that was chosen for it. */
export type MemberTableTexts = {
  fileName: string;
  createdAt: string;
  /** Not the import's heading: a masked number must not be brought back as a number. */
  maskedPhone: string;
  kind: (kind: Member['kind']) => string;
  status: (status: Member['status']) => string;
};

const ALL: Record<Language, MemberTableTexts> = {
  'zh-CN': textsFrom(commonZhCn, { fileName: '会员名单', createdAt: '登记时间', maskedPhone: '尾号（手机）', active: '正常', closed: '已停用' }),
  en: textsFrom(commonEn, { fileName: 'members', createdAt: 'Entered', maskedPhone: 'Reached at (masked)', active: 'active', closed: 'closed' }),
};

export function memberTableTexts(language: Language): MemberTableTexts {
  return ALL[language];
}

type Own = Pick<MemberTableTexts, 'fileName' | 'createdAt' | 'maskedPhone'> & Record<Member['status'], string>;

function textsFrom(common: Record<`memberKind.${Member['kind']}`, string>, { active, closed, ...own }: Own): MemberTableTexts {
  return { ...own, kind: (kind) => common[`memberKind.${kind}`], status: (status) => ({ active, closed })[status] };
}
