/** 后台：场馆与座位图。 */
export const consoleVenuesZhCn = {
  'act.venues.listVenues': '查看场馆',
  'act.venues.getVenue': '查看场馆详情',
  'act.venues.createVenue': '新建场馆',
  'act.venues.updateVenue': '修改场馆',
  'act.venues.createSeatPlan': '新建座位图',
  'act.venues.importSeatPlan': '导入座位图',
  'act.venues.getSeatPlan': '查看座位图',
  'act.venues.getSeatPlanContent': '下载座位图',
  'act.venues.saveSeatPlan': '保存座位图草稿',
  'act.venues.publishSeatPlan': '发布座位图',
  'act.venues.copySeatPlan': '复制座位图为新版本',
  'act.venues.removeSeatPlan': '删除座位图草稿',
  'target.venue': '场馆',
  'target.seatPlan': '座位图',
  'part.venues': '场馆与座位图',
};
