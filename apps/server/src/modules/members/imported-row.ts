import { AppError, memberNumber, name, phone } from '@tessera/contract';
import type { ImportRow, Trouble } from '../imports/index.ts';
import type { MemberKind, MemberView } from './member.ts';
import { checkedField, type FieldContent } from './private-field.ts';

type Status = MemberView['status'];

/** One row as it is meant. What the file does not say, or leaves empty, is undefined and stays as it is. */
export type WantedMember = {
  memberNumber: string;
  name: string;
  kind?: MemberKind | undefined;
  /** From the root down; one name alone may stand anywhere in the tree. */
  departmentPath?: string[] | undefined;
  phone?: string | undefined;
  email?: FieldContent | undefined;
  idNumber?: FieldContent | undefined;
  issuer?: string | undefined;
  status?: Status | undefined;
};

const KINDS = wordsOf<Exclude<MemberKind, 'anonymous'>>({
  student: ['学生', '本科生', '研究生', 'pupil'],
  staff: ['教职工', '职工', '员工', '教师', '教工', 'employee', 'teacher'],
  visitor: ['访客', '来访', 'guest'],
  customer: ['客户', '顾客', '会员', 'client'],
  guardian: ['家长', '监护人', 'parent'],
});
const STATUSES = wordsOf<Status>({
  active: ['正常', '在校', '在职', '启用', 'open', 'in use'],
  closed: ['已停用', '已注销', '注销', '离校', '离职', '毕业', '退学', '停用', 'left', 'graduated'],
});
const LEVELS = /\s*[/\\>｜|→]\s*/;

/** The row as it is meant, with what cannot be meant by it. */
export function readImportedRow({ cells }: ImportRow): { wanted: WantedMember; troubles: Trouble[] } {
  const troubles: Trouble[] = [];
  const read = <Value>(column: string, parse: (cell: string) => Value | undefined, problem: Trouble['problem'] = 'malformed'): Value | undefined => {
    const cell = cells[column];
    if (!cell) return undefined;
    const value = parse(cell);
    if (value === undefined) troubles.push({ column, problem });
    return value;
  };
  const wanted: WantedMember = {
    memberNumber: read('memberNumber', (cell) => memberNumber.safeParse(cell).data) ?? '',
    name: read('name', (cell) => name.safeParse(cell).data) ?? '',
    kind: read('kind', (cell) => KINDS.get(cell.toLowerCase()), 'not_a_choice'),
    departmentPath: read('department', pathOf),
    phone: read('phone', (cell) => phone.safeParse(cell).data),
    email: read('email', (cell) => fieldOf('email', cell)),
    idNumber: read('idNumber', (cell) => fieldOf('idNumber', cell)),
    issuer: read('issuer', (cell) => cell),
    status: read('status', (cell) => STATUSES.get(cell.toLowerCase()), 'not_a_choice'),
  };
  return { wanted, troubles };
}

function pathOf(cell: string): string[] | undefined {
  const path = cell.split(LEVELS).filter((part) => part !== '');
  return path.length > 0 && path.every((part) => name.safeParse(part).success) ? path : undefined;
}

/** Eighteen characters are a resident ID, whose check digit must be right; another number is taken as it stands. */
function fieldOf(field: 'email' | 'idNumber', cell: string): FieldContent | undefined {
  try {
    return checkedField(field, cell, /^\d{17}[\dX]$/i.test(cell) ? 'residentId' : undefined);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function wordsOf<Value extends string>(words: Record<Value, readonly string[]>): Map<string, Value> {
  const entries = Object.entries<readonly string[]>(words).flatMap(
    ([value, others]) => [value, ...others].map((word): [string, Value] => [word, value as Value]), // Keys of the record above.
  );
  return new Map(entries);
}
