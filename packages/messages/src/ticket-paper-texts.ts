import type { Language } from '@tessera/contract';

/** What stands beside the facts on a ticket of paper. */
export type TicketPaperTexts = {
  readonly time: string;
  readonly place: string;
  readonly kind: string;
  readonly seat: string;
  readonly holder: string;
  readonly number: string;
  readonly generation: (number: number) => string;
  readonly once: string;
};

const ALL: Record<Language, TicketPaperTexts> = {
  'zh-CN': {
    time: '时间',
    place: '地点',
    kind: '票种',
    seat: '座位',
    holder: '持票人',
    number: '票号',
    generation: (number) => `第 ${number} 版`,
    once: '票码与本人同等重要，请勿转给他人：先到者入场。',
  },
  en: {
    time: 'Time',
    place: 'Place',
    kind: 'Ticket',
    seat: 'Seat',
    holder: 'Holder',
    number: 'Number',
    generation: (number) => `issue ${number}`,
    once: 'Keep this code to yourself: whoever comes first with it is let in.',
  },
};

export function ticketPaperTexts(language: Language): TicketPaperTexts {
  return ALL[language];
}
