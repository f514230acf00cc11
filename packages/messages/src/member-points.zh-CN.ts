/** 会员端：积分。 */
export const memberPointsZhCn = {
  'points.title': '我的积分',
  'points.unit': '积分',
  'points.none': '还没有积分',
  'points.noneText': '发行方送给你的积分会出现在这里。',
  'points.pending': '另有 {points} 积分，{day} 起可用',
  'points.endings': '到期时间',
  'points.lastDay': '至 {day}',
  'points.history': '积分明细',
  'points.more': '更多',
  'points.earned': '消费获得',
  'points.entry.granted': '到账',
  'points.entry.pending': '待生效',
  'points.entry.redeemed': '兑换',
  'points.entry.returned': '退回',
  'points.entry.expired': '过期',
  'points.entry.taken_back': '撤回',
} as const;
