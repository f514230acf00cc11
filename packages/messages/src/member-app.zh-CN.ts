/** The member app's own words. */
export const memberAppZhCn = {
  'app.title': '一卡通',
} as const;
