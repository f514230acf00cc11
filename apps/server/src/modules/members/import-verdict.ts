import type { Verdict } from '../imports/index.ts';
import type { MemberChange } from './import-queries.ts';
import type { PlannedRow } from './plan-import.ts';

/** What applying a row would do. */
export function verdictOf(row: PlannedRow): Verdict {
  if (row.troubles.length > 0) return { outcome: 'wrong', troubles: row.troubles };
  if (!row.known) return { outcome: 'new' };
  return { outcome: changesOf(row).length > 0 ? 'changed' : 'unchanged', targetId: row.known.id };
}

/** The member as the row leaves it, without the phone. */
export function changedMember({ known, wanted, issuerId, place }: PlannedRow): Omit<MemberChange, 'phone'> | undefined {
  if (!known) return undefined;
  const leavesIssuer = issuerId !== known.issuer_id;
  return {
    id: known.id,
    name: wanted.name,
    kind: wanted.kind ?? known.kind,
    department: place ? place.department : leavesIssuer ? null : known.department,
    department_id: place ? place.departmentId : leavesIssuer ? null : known.department_id,
    issuer_id: issuerId,
    status: wanted.status ?? known.status,
  };
}

/** The names of what the row changes; none when it says nothing new. */
export function changesOf(row: PlannedRow): string[] {
  const { known } = row;
  const after = changedMember(row);
  if (!known || !after) return [];
  const changed: string[] = FIELDS.filter((field) => after[field] !== known[field]);
  if (row.missing) changed.push('department');
  if (row.phoneHash !== undefined && row.phoneHash !== known.phone_hash) changed.push('phone');
  return [...new Set([...changed, ...row.newFields.map(({ field }) => field)])];
}

const FIELDS = ['name', 'kind', 'department', 'department_id', 'issuer_id', 'status'] as const;
