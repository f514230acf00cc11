import { DAY_MS, type Id } from '@tessera/kernel';
import { hashPassword } from '../src/modules/identity/index.ts';
import { addMembers, findMembersByNumber, updateMember } from '../src/modules/members/index.ts';
import {
  appointStaff,
  createDepartment,
  createGrant,
  createIssuer,
  createRole,
  createStaff,
  findOperator,
  findReadyRole,
  findStaffNamed,
} from '../src/modules/organizations/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import type { SecretBox } from '../src/platform/secret-box.ts';
import { DEMO_DEPARTMENTS, DEMO_ISSUER, DEMO_MEMBERS, DEMO_PASSWORD, DEMO_STAFF, moreStudents } from './people.ts';

/** Students who are put into their class, so that a tree has people in it; the others keep the text. */
const PLACED = 40;
const TEMPORARY_DAYS = 7;

type Departments = ReadonlyMap<string, Id<'department'>>;

/** How the campus is built: its departments, an issuer with people and members of its own, a free role, and a right for some days. */
export async function seedTeams(ctx: Ctx, secrets: SecretBox): Promise<Record<string, never>> {
  const operator = await findOperator(ctx);
  if (!operator) throw new Error('the demo has an operator by now');
  const departments = await seedDepartments(ctx, operator.id);
  const issuer = await createIssuer(ctx, { name: DEMO_ISSUER.name });
  await seedStaff(ctx, { operatorId: operator.id, issuerId: issuer.id, departments });
  await seedRights(ctx);
  await placeMembers(ctx, departments);
  await seedIssuerMembers(ctx, { issuerId: issuer.id, secrets });
  return {};
}

async function seedDepartments(ctx: Ctx, organizationId: Id<'organization'>): Promise<Departments> {
  const made = new Map<string, Id<'department'>>();
  for (const { name, code, below } of DEMO_DEPARTMENTS) {
    const parentId = below === null ? null : (made.get(below) ?? null);
    made.set(name, (await createDepartment(ctx, { organizationId, name, code, parentId })).id);
  }
  return made;
}

async function seedStaff(ctx: Ctx, at: { operatorId: Id<'organization'>; issuerId: Id<'organization'>; departments: Departments }): Promise<void> {
  for (const staff of DEMO_STAFF) {
    if (!('later' in staff)) continue;
    const organizationId = 'issuer' in staff ? at.issuerId : at.operatorId;
    const worksIn = 'department' in staff ? (at.departments.get(staff.department) ?? null) : null;
    const person = { name: staff.name, userName: staff.userName, password: DEMO_PASSWORD, organizationId, worksIn };
    if (worksIn === null) await appointStaff(ctx, { ...person, role: staff.role });
    else
      await createStaff(ctx, {
        ...person,
        roleId: await findReadyRole(ctx, staff.role),
        scope: 'subtree',
        departmentId: null,
        endsAt: null,
        reason: '',
      });
  }
}

async function seedRights(ctx: Ctx): Promise<void> {
  const volunteers = await createRole(ctx, {
    name: '开卡志愿者',
    note: '迎新时在学院现场开卡',
    organizationKind: 'operator',
    organizationId: null,
    permissions: ['members.read', 'cards.read', 'cards.write'],
    needsSecondFactor: false,
  });
  const endsAt = new Date(ctx.now.getTime() + TEMPORARY_DAYS * DAY_MS);
  const give = async (userName: string, roleId: Id<'role'>, reason: string) => {
    const staffId = await findStaffNamed(ctx, userName);
    if (staffId) await createGrant(ctx, { staffId, roleId, scope: 'organization', departmentId: null, endsAt, reason });
  };
  await give('cashier', await findReadyRole(ctx, 'finance'), '财务休假期间代班');
  await give('cashier', volunteers.id, '迎新周');
}

async function placeMembers(ctx: Ctx, departments: Departments): Promise<void> {
  const people = [...DEMO_MEMBERS, ...moreStudents(PLACED)].filter((one) => departments.has(one.department));
  const members = await findMembersByNumber(
    ctx,
    people.map((one) => one.memberNumber),
  );
  for (const { memberNumber, department } of people) {
    const memberId = members.get(memberNumber.toLowerCase())?.id;
    const departmentId = departments.get(department);
    if (memberId && departmentId) await updateMember(ctx, { memberId, departmentId });
  }
}

async function seedIssuerMembers(ctx: Ctx, { issuerId, secrets }: { issuerId: Id<'organization'>; secrets: SecretBox }): Promise<void> {
  const department = await createDepartment(ctx, { organizationId: issuerId, name: DEMO_ISSUER.department, parentId: null });
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const members = DEMO_ISSUER.members.map(([memberNumber, name]) => ({
    memberNumber,
    name,
    kind: 'customer' as const,
    issuerId,
    departmentId: department.id,
    passwordHash,
  }));
  await addMembers(ctx, members, secrets);
}
