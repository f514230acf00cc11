/** The palette as values, for libraries that take tokens rather than CSS variables. The same numbers as tokens.css. */
export const palette = {
  light: {
    jade: '#0b7a75',
    amber: '#e39a2d',
    danger: '#c8383f',
    success: '#2e8b57',
    ink: '#16202a',
    surface: '#ffffff',
    page: '#eef2f4',
    line: '#dfe5ea',
  },
  dark: {
    jade: '#3fb5ad',
    amber: '#f0b356',
    danger: '#f0747a',
    success: '#63c48b',
    ink: '#e8eef2',
    surface: '#18212a',
    page: '#10171d',
    line: '#2a3640',
  },
} as const;
