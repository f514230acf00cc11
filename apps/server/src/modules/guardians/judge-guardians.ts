import { GUARDIANS_PER_CHILD_MAX, type ImportProblem } from '@tessera/contract';
import type { BusinessDay, Id } from '@tessera/kernel';
import type { Trouble } from '../imports/index.ts';
import type { MemberView } from '../members/index.ts';
import { type Age, isMinor } from './age.ts';
import { birthDayOf, type KnownBirth } from './birth-days.ts';
import { isSameName, type WantedGuardian } from './imported-guardian.ts';
import type { GuardianshipRow } from './queries.ts';

/** The reason of a guardianship that ended because its file was taken back; people read it in either language. */
export const UNDONE = '导入已撤销 · import undone';

export type KnownGuardians = {
  age: Age;
  /** Whom the clerk may see, by number in lower case. */
  children: ReadonlyMap<string, MemberView>;
  /** Whoever has the phone. */
  guardians: ReadonlyMap<string, MemberView>;
  birthDays: ReadonlyMap<Id<'member'>, KnownBirth>;
  /** All there are and were of these children. */
  guardianships: readonly Pick<GuardianshipRow, 'child_id' | 'guardian_id' | 'ended_at' | 'ended_by' | 'end_reason'>[];
};

export type JudgedGuardian = {
  wanted: WantedGuardian;
  childId: Id<'member'> | undefined;
  /** Undefined: whoever has the phone is entered by the row. */
  guardianId: Id<'member'> | undefined;
  bornOn: BusinessDay | undefined;
  /** The two are joined already. */
  isLinked: boolean;
  troubles: Trouble[];
};

/** Decides each row in its turn, with what those before it would have done. Pure. */
export function judgeGuardians(rows: readonly WantedGuardian[], known: KnownGuardians): JudgedGuardian[] {
  const before: Before = { namesOf: new Map(), bornOf: new Map(), addedTo: new Map() };
  return rows.map((row) => {
    const judged = judge(row, known, before);
    const { childId, bornOn } = judged;
    if (judged.troubles.length > 0 || judged.isLinked || !childId || !bornOn) return judged;
    before.bornOf.set(childId, bornOn);
    before.addedTo.set(childId, (before.addedTo.get(childId) ?? 0) + 1);
    before.namesOf.set(row.phone, row.guardianName);
    return judged;
  });
}

/** What earlier rows would have entered. */
type Before = { namesOf: Map<string, string>; bornOf: Map<Id<'member'>, BusinessDay>; addedTo: Map<Id<'member'>, number> };

function judge(wanted: WantedGuardian, known: KnownGuardians, before: Before): JudgedGuardian {
  const child = known.children.get(wanted.memberNumber);
  const guardian = known.guardians.get(wanted.phone);
  const birth = bornOf(wanted, child && known.birthDays.get(child.id), child && before.bornOf.get(child.id));
  const between = known.guardianships.filter((row) => row.child_id === child?.id && row.guardian_id === guardian?.id);
  const isLinked = between.some((row) => row.ended_at === null);
  const problems: [string, ImportProblem | undefined][] = [
    ['memberNumber', childProblem(child)],
    ['name', child && wanted.childName !== '' && !isSameName(wanted.childName, child.name) ? 'name_differs' : undefined],
    ['guardianName', nameProblem(wanted, guardian?.name ?? before.namesOf.get(wanted.phone))],
    ['phone', guardianProblem(guardian, child)],
  ];
  const entering: [string, ImportProblem | undefined][] = [
    ['phone', between.some(wasEndedByPeople) ? 'guardian_ended' : undefined],
    ['bornOn', birth.problem ?? (birth.day && !isMinor(birth.day, known.age) ? 'not_minor' : undefined)],
    ['memberNumber', child && isFull(child.id, known, before) ? 'guardians_full' : undefined],
  ];
  const found = isLinked || !child || child.kind === 'anonymous' ? problems : [...problems, ...entering];
  const troubles = [...wanted.troubles, ...found.flatMap(([column, problem]) => (problem ? [{ column, problem }] : []))];
  return { wanted, childId: child?.id, guardianId: guardian?.id, bornOn: birth.day, isLinked, troubles };
}

function childProblem(child: MemberView | undefined): ImportProblem | undefined {
  if (!child || child.kind === 'anonymous') return 'member_unknown';
  return child.status === 'closed' ? 'wallet_closed' : undefined;
}

/** A phone decides who somebody is; a name that does not fit says that the phone is wrong. */
function nameProblem({ guardianName }: WantedGuardian, name: string | undefined): ImportProblem | undefined {
  return name !== undefined && guardianName !== '' && !isSameName(guardianName, name) ? 'name_differs' : undefined;
}

function guardianProblem(guardian: MemberView | undefined, child: MemberView | undefined): ImportProblem | undefined {
  if (guardian?.status === 'closed') return 'guardian_left';
  return guardian && guardian.id === child?.id ? 'guardian_oneself' : undefined;
}

/** Whom somebody sent away, or who went, does not come back with a file. */
function wasEndedByPeople({ ended_at, ended_by, end_reason }: KnownGuardians['guardianships'][number]): boolean {
  return ended_at !== null && ended_by !== 'age' && end_reason !== UNDONE;
}

function isFull(childId: Id<'member'>, { guardianships }: KnownGuardians, before: Before): boolean {
  const live = guardianships.filter((row) => row.child_id === childId && row.ended_at === null).length;
  return live + (before.addedTo.get(childId) ?? 0) >= GUARDIANS_PER_CHILD_MAX;
}

/** As `keepBirthDay` decides: papers before what was entered first, before what the file says. */
function bornOf({ bornOn }: WantedGuardian, known: KnownBirth | undefined, said: BusinessDay | undefined) {
  const day = birthDayOf(known) ?? said ?? bornOn;
  if (day === undefined) return { day, problem: 'birth_date_missing' as const };
  return { day, problem: bornOn !== undefined && bornOn !== day ? ('birth_date_differs' as const) : undefined };
}
