import type { Survey, SurveyAudience, SurveyDraft, SurveyQuestion } from '@tessera/contract';
import type { Id } from '@tessera/kernel';

/** A survey as its form holds it. */
export type Values = {
  title: { zh: string; en: string };
  note: { zh?: string; en?: string };
  isAnonymous: boolean;
  questions: SurveyQuestion[];
  organizationIds: SurveyAudience['organizationIds'];
  departmentIds: SurveyAudience['departmentIds'];
  memberKinds: SurveyAudience['memberKinds'];
  /** Programme and rank, as the choice of a level is named. */
  level?: string;
  merchantId?: Id<'organization'> | null;
  shopDays?: number;
};

const BLANK: Partial<Values> = { isAnonymous: true, organizationIds: [], departmentIds: [], memberKinds: [], questions: [], shopDays: 30 };

export function valuesOf(survey: Survey | null): Partial<Values> {
  if (!survey) return BLANK;
  const { audience, title, note, isAnonymous, questions } = survey;
  const { organizationIds, departmentIds, memberKinds, level, shop } = audience;
  return {
    ...{ title, note, isAnonymous, questions, organizationIds, departmentIds, memberKinds },
    ...(level && { level: `${level.pointsProgrammeId} ${level.rank}` }),
    ...(shop && { merchantId: shop.merchantId }),
    shopDays: shop?.days ?? 30,
  };
}

/** What the form holds, as the server takes it. */
export function audienceOf(values: Partial<Values>): SurveyAudience {
  const { organizationIds = [], departmentIds = [], memberKinds = [], level, merchantId, shopDays = 30 } = values;
  const [programmeId, rank] = (level ?? '').split(' ');
  return {
    organizationIds,
    departmentIds,
    memberKinds,
    level: programmeId ? { pointsProgrammeId: programmeId as Id<'pointsProgramme'>, rank: Number(rank) } : null, // The choice was made from ids.
    shop: merchantId ? { merchantId, days: shopDays } : null,
  };
}

export function draftOf(values: Values): SurveyDraft {
  const { title, note, isAnonymous, questions } = values;
  return {
    title: { zh: title.zh.trim(), en: title.en.trim() },
    note: { zh: note?.zh?.trim() ?? '', en: note?.en?.trim() ?? '' },
    isAnonymous,
    questions: questions.map((question) => ({
      key: question.key,
      kind: question.kind,
      text: question.text,
      isRequired: question.isRequired,
      choices: question.kind === 'one' || question.kind === 'several' ? (question.choices ?? []) : [],
    })),
    audience: audienceOf(values),
  };
}
