/** The terminal app's own words. */
export const terminalAppZhCn = {
  'app.title': '一卡通',
} as const;
