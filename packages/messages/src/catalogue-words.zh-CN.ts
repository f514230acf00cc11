/** 商品和服务的用词，后台、会员端和导出的表格共用。 */
export const catalogueWordsZhCn = {
  'itemKind.service': '服务',
  'itemKind.product': '商品',
  'itemState.off': '已下架',
  'itemState.waiting': '待审核',
  'itemState.on': '已上架',
};
