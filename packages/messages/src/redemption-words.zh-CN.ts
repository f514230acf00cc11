/** 控制台、终端和会员页共用的兑换用语。 */
export const redemptionWordsZhCn = {
  'redemption.state.asked': '待商户确认',
  'redemption.state.refused': '商户拒绝',
  'redemption.state.waiting': '待使用',
  'redemption.state.taken': '已使用',
  'redemption.state.cancelled': '已取消',
  'redemption.state.expired': '已到期',
  'redemption.state.returned': '已退回',
  'redemption.way.device': '商户设备',
  'redemption.way.member': '会员兑换券',
  'redemption.points': '{count} 积分',
} as const;
