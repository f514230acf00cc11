/** The console app's own words. */
export const consoleAppZhCn = {
  'app.title': '一卡通',
} as const;
