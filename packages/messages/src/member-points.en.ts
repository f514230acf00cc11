import type { memberPointsZhCn } from './member-points.zh-CN.ts';

/** The member app's points. */
export const memberPointsEn: Record<keyof typeof memberPointsZhCn, string> = {
  'points.title': 'My points',
  'points.unit': 'points',
  'points.none': 'No points yet',
  'points.noneText': 'Points that an issuer gives you appear here.',
  'points.pending': '{points} more can be spent from {day}',
  'points.endings': 'When they end',
  'points.lastDay': 'until {day}',
  'points.history': 'History',
  'points.more': 'More',
  'points.level': 'Level: {name}',
  'points.levelUntil': 'until {day}',
  'points.noLevel': 'No level yet',
  'points.nextPoints': '{missing} more points to {name}',
  'points.nextSpending': '{missing} more to spend to {name}',
  'points.topLevel': 'The highest level',
  'points.earned': 'Earned by spending',
  'points.entry.granted': 'Granted',
  'points.entry.pending': 'Pending',
  'points.entry.redeemed': 'Redeemed',
  'points.entry.returned': 'Returned',
  'points.entry.expired': 'Expired',
  'points.entry.taken_back': 'Taken back',
};
