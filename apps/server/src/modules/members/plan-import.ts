import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { normalPhone, phoneHashOf } from '../identity/index.ts';
import type { ImportRow, Trouble } from '../imports/index.ts';
import { confinedTo, findIssuers, findOperator, findOrganizations } from '../organizations/index.ts';
import { DepartmentPaths, type MissingDepartments, type Place } from './department-paths.ts';
import { fieldKey, type KnownMember, selectFieldHolders, selectKnownMembers, selectPhoneHolders, selectTakenNumbers } from './import-queries.ts';
import { readImportedRow, type WantedMember } from './imported-row.ts';
import type { MemberKind } from './member.ts';
import { type FieldContent, fieldHashOf } from './private-field.ts';

export type MemberImportOptions = { issuerId?: Id<'organization'> | undefined; defaultKind: MemberKind; missingDepartments: MissingDepartments };

/** One row with all that is known of it: who it is, whose, where, and what stands against it. */
export type PlannedRow = {
  wanted: WantedMember;
  known: KnownMember | undefined;
  troubles: Trouble[];
  issuerId: Id<'organization'> | null;
  place: Place | undefined;
  /** A department that would be created. */
  missing: { organizationId: Id<'organization'>; path: string[] } | undefined;
  phoneHash: string | undefined;
  /** Values under seal that nobody bears yet. */
  newFields: FieldContent[];
};

/** Looks every row up, in a fixed number of statements, and changes nothing. */
export async function planImport(
  ctx: Ctx,
  rows: readonly ImportRow[],
  setting: { options: MemberImportOptions; secrets: SecretBox },
): Promise<PlannedRow[]> {
  const { options, secrets } = setting;
  const read = rows.map(readImportedRow);
  const known = await knownByNumber(ctx, read);
  const issuers = await issuersOf(ctx, read, options);
  const planned = read.map(({ wanted, troubles }): PlannedRow => {
    const before = known.visible.get(wanted.memberNumber.toLowerCase());
    if (!before && known.taken.has(wanted.memberNumber.toLowerCase())) troubles.push({ column: 'memberNumber', problem: 'number_of_other' });
    if (before?.kind === 'anonymous') troubles.push({ column: 'memberNumber', problem: 'number_of_other' });
    if (before?.forgotten_at) troubles.push({ column: 'memberNumber', problem: 'number_forgotten' });
    const issuerId = issuers.of(wanted) ?? (wanted.issuer === undefined ? before?.issuer_id : undefined) ?? null;
    if (wanted.issuer !== undefined && issuers.of(wanted) === undefined) troubles.push({ column: 'issuer', problem: 'issuer_unknown' });
    const phoneHash = wanted.phone === undefined ? undefined : phoneHashOf(secrets, normalPhone(wanted.phone));
    return { wanted, known: before, troubles, issuerId, place: undefined, missing: undefined, phoneHash, newFields: [] };
  });
  await placeRows(ctx, planned, options);
  await findHolders(ctx, planned, secrets);
  return planned;
}

type Read = ReturnType<typeof readImportedRow>;

async function knownByNumber(ctx: Ctx, read: readonly Read[]) {
  const numbers = ['', ...new Set(read.map(({ wanted }) => wanted.memberNumber.toLowerCase()))];
  const visible = new Map((await selectKnownMembers(ctx, numbers)).map((row) => [row.search_number, row]));
  const taken = new Set(visible.size === numbers.length - 1 ? [] : await asSystem(ctx, (system) => selectTakenNumbers(system, numbers)));
  return { visible, taken };
}

/** Whose member a row makes: an issuer's people only their own, the operator's whom the row names, or else whom the import is for. */
async function issuersOf(ctx: Ctx, read: readonly Read[], options: MemberImportOptions) {
  const own = confinedTo(ctx.actor);
  const named = new Set(read.flatMap(({ wanted }) => wanted.issuer ?? []));
  const byName = named.size === 0 ? new Map<string, Id<'organization'>>() : await issuersByName(ctx);
  return {
    of: ({ issuer }: WantedMember): Id<'organization'> | null | undefined => {
      if (issuer === undefined) return own ?? options.issuerId;
      const found = byName.get(issuer.toLowerCase());
      return own !== undefined && found !== own ? undefined : found;
    },
  };
}

async function issuersByName(ctx: Ctx): Promise<Map<string, Id<'organization'>>> {
  const own = confinedTo(ctx.actor);
  const organizations = own === undefined ? await findIssuers(ctx) : [...(await findOrganizations(ctx, [own])).values()];
  return new Map(organizations.map((organization) => [organization.name.toLowerCase(), organization.id]));
}

/** The department of each row that names one; who is bounded to departments must name one of theirs for a new member. */
async function placeRows(ctx: Ctx, planned: readonly PlannedRow[], options: MemberImportOptions): Promise<void> {
  const paths = new DepartmentPaths(ctx);
  const operatorId = (await findOperator(ctx))?.id;
  const isBounded = departmentsOf(ctx.actor) !== undefined;
  for (const row of planned) {
    const { departmentPath } = row.wanted;
    const organizationId = row.issuerId ?? operatorId;
    if (departmentPath === undefined || organizationId === undefined) {
      if (isBounded && !row.known) row.troubles.push({ column: 'department', problem: 'out_of_scope' });
      continue;
    }
    const found = await paths.find(organizationId, departmentPath);
    if ('place' in found) row.place = found.place;
    else if ('problem' in found) row.troubles.push({ column: 'department', problem: found.problem });
    else if (options.missingDepartments === 'create') row.missing = { organizationId, path: found.missing };
    else if (options.missingDepartments === 'text' && !isBounded) row.place = { departmentId: null, department: departmentPath.join(' / ') };
    else row.troubles.push({ column: 'department', problem: 'department_unknown' });
  }
}

/** Phones, addresses and ID numbers that belong to somebody else. */
async function findHolders(ctx: Ctx, planned: readonly PlannedRow[], secrets: SecretBox): Promise<void> {
  const fields = planned.map(({ wanted }) => [...searched('email', wanted.email, secrets), ...searched('idNumber', wanted.idNumber, secrets)]);
  const hashes = planned.flatMap(({ phoneHash }) => phoneHash ?? []);
  const { phones, values } = await asSystem(ctx, async (system) => ({
    phones: await selectPhoneHolders(system, hashes),
    values: await selectFieldHolders(system, fields.flat()),
  }));
  for (const [at, row] of planned.entries()) {
    const phoneHolder = row.phoneHash && phones.get(row.phoneHash);
    if (phoneHolder && phoneHolder !== row.wanted.memberNumber.toLowerCase()) row.troubles.push({ column: 'phone', problem: 'phone_taken' });
    for (const { field, hash, content } of fields[at] ?? []) {
      const holder = values.get(fieldKey(field, hash));
      if (holder === undefined) row.newFields.push(content);
      else if (holder !== row.known?.id) row.troubles.push({ column: field, problem: TAKEN[field] });
    }
  }
}

const TAKEN = { email: 'email_taken', idNumber: 'id_number_taken' } as const;

function searched<Field extends keyof typeof TAKEN>(field: Field, content: FieldContent | undefined, secrets: SecretBox) {
  return content === undefined ? [] : [{ field, hash: fieldHashOf(secrets, field, content.value), content }];
}
