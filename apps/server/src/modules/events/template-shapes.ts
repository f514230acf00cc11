import type { EventTemplate } from '@tessera/contract';
import type { KindFields, Questions } from './stored.ts';

export type ShapeOfKind = { readonly name: string; readonly priceMinor: number; readonly fields?: Partial<KindFields> };
/** What a template fills: minutes count from the session's start. */
export type Shape = {
  readonly seated: boolean;
  readonly kinds: readonly ShapeOfKind[];
  /** Where no plan has seats. */
  readonly quota: { readonly name: string; readonly size: number };
  readonly refundSteps: KindFields['refundSteps'];
  readonly visitorNotes: string;
  readonly questions: readonly Questions[number][];
  readonly salesEndMinutes: number;
  readonly sessionName: string;
  /** On the wall. */
  readonly startsAt: string;
  readonly minutes: number;
  readonly doorsMinutes: number;
  readonly days: number;
  readonly perDay: number;
  readonly everyMinutes: number;
  readonly stops: readonly { readonly name: string; readonly arrives: number | null; readonly departs: number | null }[];
};

const HOUR = 60;
const DAY = 24 * HOUR;
/** Free until two days before, a tenth until one day, a fifth until two hours; then none. */
const LADDER: KindFields['refundSteps'] = [
  { minutesBefore: 2 * DAY, feeBps: 0, feeMinor: 0 },
  { minutesBefore: DAY, feeBps: 1_000, feeMinor: 0 },
  { minutesBefore: 2 * HOUR, feeBps: 2_000, feeMinor: 0 },
];
const ONCE = { days: 1, perDay: 1, everyMinutes: 5, stops: [], questions: [], sessionName: '' } as const;
const CHILD_NOTES = '请携带有效证件，提前入场。1.2 米以下儿童请由成人陪同。';

/** Their words become the organizer’s own, who writes in the house’s language. */
export const SHAPES: Readonly<Record<Exclude<EventTemplate, 'blank'>, Shape>> = {
  show: {
    ...ONCE,
    seated: true,
    kinds: [{ name: '普通票', priceMinor: 28_000 }],
    quota: { name: '站席', size: 300 },
    refundSteps: LADDER,
    visitorNotes: '演出前 30 分钟检票入场。迟到观众请听从工作人员安排，在幕间入座。',
    salesEndMinutes: 30,
    startsAt: '19:30',
    minutes: 150,
    doorsMinutes: 30,
  },
  cinema: {
    ...ONCE,
    seated: true,
    kinds: [
      {
        name: '电影票',
        priceMinor: 4_500,
        fields: {
          variations: [
            { code: 'adult', name: '成人', differenceMinor: 0 },
            { code: 'student', name: '学生', differenceMinor: -1_000 },
          ],
        },
      },
    ],
    quota: { name: '座位', size: 120 },
    refundSteps: [{ minutesBefore: HOUR, feeBps: 0, feeMinor: 300 }],
    visitorNotes: '凭电子票入场。3D 场次请自备或租用眼镜。',
    salesEndMinutes: -10,
    startsAt: '13:30',
    minutes: 120,
    doorsMinutes: 15,
    perDay: 3,
    everyMinutes: 180,
  },
  match: {
    ...ONCE,
    seated: true,
    kinds: [
      { name: '主场票', priceMinor: 18_000, fields: { isRealName: true, maxPerBuyer: 4 } },
      { name: '团体票', priceMinor: 14_400, fields: { groupMinimum: 10, maxPerBuyer: 60 } },
    ],
    quota: { name: '看台', size: 2_000 },
    refundSteps: LADDER,
    visitorNotes: '实名入场，请携带购票时登记的证件。禁止携带打火机、瓶装水。',
    salesEndMinutes: 0,
    startsAt: '15:00',
    minutes: 120,
    doorsMinutes: 90,
  },
  attraction: {
    ...ONCE,
    seated: false,
    kinds: [
      { name: '成人票', priceMinor: 6_000 },
      { name: '儿童票', priceMinor: 3_000 },
      { name: '家庭票', priceMinor: 13_500, fields: { admits: 3, description: '两大一小，一张票三人入园。' } },
    ],
    quota: { name: '每时段', size: 200 },
    refundSteps: [{ minutesBefore: 2 * HOUR, feeBps: 0, feeMinor: 0 }],
    visitorNotes: CHILD_NOTES,
    salesEndMinutes: -HOUR,
    startsAt: '09:00',
    minutes: 2 * HOUR,
    doorsMinutes: 0,
    days: 7,
    perDay: 4,
    everyMinutes: 2 * HOUR,
  },
  course: {
    ...ONCE,
    seated: false,
    kinds: [{ name: '报名', priceMinor: 19_900, fields: { maxPerBuyer: 2, taxRateBps: 600 } }],
    quota: { name: '名额', size: 24 },
    refundSteps: [
      { minutesBefore: 7 * DAY, feeBps: 0, feeMinor: 0 },
      { minutesBefore: DAY, feeBps: 5_000, feeMinor: 0 },
    ],
    visitorNotes: '请提前 10 分钟签到，自备文具。',
    questions: [
      { code: 'name', text: '参加者姓名', kind: 'text', options: [], isRequired: true, perTicket: true, ticketKindIds: [] },
      { code: 'level', text: '基础', kind: 'choice', options: ['零基础', '有一些', '熟练'], isRequired: true, perTicket: true, ticketKindIds: [] },
    ],
    salesEndMinutes: DAY,
    startsAt: '14:00',
    minutes: 2 * HOUR,
    doorsMinutes: 0,
  },
  rail: {
    ...ONCE,
    seated: true,
    kinds: [
      { name: '二等座', priceMinor: 12_000, fields: { isRealName: true, changePolicy: 'any', changeEndsMinutesBefore: 30 } },
      { name: '一等座', priceMinor: 19_000, fields: { isRealName: true, changePolicy: 'any', changeEndsMinutesBefore: 30 } },
    ],
    quota: { name: '席位', size: 400 },
    refundSteps: [
      { minutesBefore: 8 * DAY, feeBps: 0, feeMinor: 0 },
      { minutesBefore: 2 * DAY, feeBps: 500, feeMinor: 0 },
      { minutesBefore: DAY, feeBps: 1_000, feeMinor: 0 },
      { minutesBefore: 30, feeBps: 2_000, feeMinor: 0 },
    ],
    visitorNotes: '开车前 15 分钟停止检票。请凭购票时登记的证件乘车。',
    salesEndMinutes: 15,
    sessionName: 'G101',
    startsAt: '08:00',
    minutes: 3 * HOUR,
    doorsMinutes: 30,
    stops: [
      { name: '始发站', arrives: null, departs: 0 },
      { name: '中途站', arrives: 85, departs: 90 },
      { name: '终点站', arrives: 3 * HOUR, departs: null },
    ],
  },
};
