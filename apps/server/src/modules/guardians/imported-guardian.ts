import { name, phone, type Relation } from '@tessera/contract';
import type { BusinessDay } from '@tessera/kernel';
import { normalPhone } from '../identity/index.ts';
import { type ImportRow, readDay, type Trouble } from '../imports/index.ts';

/** One row as it is meant; what cannot be meant stands among its troubles. */
export type WantedGuardian = {
  memberNumber: string;
  /** The child's, to compare; '' where the file does not say. */
  childName: string;
  guardianName: string;
  phone: string;
  relation: Relation;
  bornOn: BusinessDay | undefined;
  troubles: Trouble[];
};

const WORDS: Record<Relation, readonly string[]> = {
  mother: ['母亲', '妈妈', '母', '母子', '母女', 'mother', 'mum', 'mom'],
  father: ['父亲', '爸爸', '父', '父子', '父女', 'father', 'dad'],
  grandparent: [
    '祖父母',
    '祖父',
    '祖母',
    '爷爷',
    '奶奶',
    '外祖父',
    '外祖母',
    '外公',
    '外婆',
    '姥爷',
    '姥姥',
    'grandparent',
    'grandmother',
    'grandfather',
  ],
  other: ['其他', '其它', '监护人', '亲属', 'other', 'guardian'],
};
const RELATIONS = new Map(
  Object.entries(WORDS).flatMap(([relation, words]) => words.map((word) => [word, relation as Relation])), // Keys of the record above.
);

/** Pure. */
export function readGuardianRow({ cells }: ImportRow): WantedGuardian {
  const troubles: Trouble[] = [];
  const read = <Value>(column: string, value: Value | undefined, problem: Trouble['problem'] = 'malformed'): Value | undefined => {
    if (value === undefined) troubles.push({ column, problem });
    return value;
  };
  const bornCell = cells.bornOn ?? '';
  return {
    memberNumber: (cells.memberNumber ?? '').toLowerCase(),
    childName: cells.name ?? '',
    guardianName: read('guardianName', name.safeParse(cells.guardianName).data) ?? '',
    phone: normalPhone(read('phone', phone.safeParse(normalPhone(cells.phone ?? '')).data) ?? ''),
    relation: read('relation', RELATIONS.get((cells.relation ?? '').toLowerCase()), 'not_a_choice') ?? 'other',
    bornOn: bornCell === '' ? undefined : read('bornOn', readDay(bornCell)),
    troubles,
  };
}

/** Names as people write them twice: blanks and case do not tell two people apart. Pure. */
export function isSameName(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\s+/g, '').toLowerCase();
  return plain(one) === plain(other);
}
