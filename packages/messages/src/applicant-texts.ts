import type { Language } from '@tessera/contract';

type Decided = 'approved' | 'refused' | 'incomplete';

/** The text message by which an applicant hears of the review; what the reviewer wrote stands on their page, behind their phone's code. */
const ALL: Record<Language, Record<Decided, (of: { company: string; url: string }) => string>> = {
  'zh-CN': {
    approved: ({ company, url }) => `【一卡通】${company}的入驻申请已通过，接下来会与你签订合同。查看：${url}`,
    refused: ({ company, url }) => `【一卡通】${company}的入驻申请未通过，原因请查看：${url}`,
    incomplete: ({ company, url }) => `【一卡通】${company}的入驻申请需要补充材料，请查看并补交：${url}`,
  },
  en: {
    approved: ({ company, url }) => `Tessera: ${company} is accepted as a merchant; the contract follows. See ${url}`,
    refused: ({ company, url }) => `Tessera: the application of ${company} was refused. Read why: ${url}`,
    incomplete: ({ company, url }) => `Tessera: the application of ${company} needs something more. See and complete it: ${url}`,
  },
};

export function applicantText(language: Language, state: Decided, of: { company: string; url: string }): string {
  return ALL[language][state](of);
}
