import { palette } from '@tessera/ui';
import { type ThemeConfig, theme } from 'antd';

const FONT = 'system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif';
/** What tokens.css holds beside the palette; antd derives colours from values, not from variables. */
const more = {
  light: {
    ink2: '#51606e',
    ink3: '#5c6a77',
    surface2: '#f4f7f8',
    jadeSoft: '#e3f3f1',
    jadeStrong: '#075e5a',
    onJade: '#ffffff',
    control: '#c3ccd4',
    onDanger: '#ffffff',
  },
  dark: {
    ink2: '#a9b6c1',
    ink3: '#8c9aa6',
    surface2: '#1f2a34',
    jadeSoft: '#10312f',
    jadeStrong: '#66cbc4',
    onJade: '#06201e',
    control: '#3b4955',
    onDanger: '#2a0c0e',
  },
} as const;

/** antd in our colours: 8 px corners, dense tables, our own surfaces in the dark. */
export function antdTheme(scheme: 'light' | 'dark'): ThemeConfig {
  const base = palette[scheme];
  const rest = more[scheme];
  /** The dark algorithm dims what it is given; our dark colours were already chosen for dark. */
  const exact = {
    colorPrimary: base.jade,
    colorPrimaryHover: rest.jadeStrong,
    colorPrimaryActive: rest.jadeStrong,
    colorError: base.danger,
    colorErrorHover: base.danger,
    colorSuccess: base.success,
    colorWarning: base.amber,
    colorInfo: base.jade,
    colorLink: base.jade,
    colorLinkHover: rest.jadeStrong,
  };
  return {
    algorithm: [
      scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
      (_, derived) => ({ ...(derived ?? theme.defaultAlgorithm(theme.defaultSeed)), ...exact }),
    ],
    token: {
      colorPrimary: base.jade,
      colorPrimaryHover: rest.jadeStrong,
      colorPrimaryActive: rest.jadeStrong,
      colorPrimaryBg: rest.jadeSoft,
      colorInfo: base.jade,
      colorLink: base.jade,
      colorLinkHover: rest.jadeStrong,
      colorError: base.danger,
      colorSuccess: base.success,
      colorWarning: base.amber,
      colorText: base.ink,
      colorTextSecondary: rest.ink2,
      colorTextTertiary: rest.ink3,
      colorTextDescription: rest.ink2,
      colorTextPlaceholder: rest.ink3,
      colorBgContainer: base.surface,
      colorBgElevated: scheme === 'dark' ? rest.surface2 : base.surface,
      colorBgLayout: base.page,
      colorBorder: rest.control,
      colorBorderSecondary: base.line,
      colorSplit: base.line,
      borderRadius: 8,
      fontFamily: FONT,
      controlHeight: 34,
      wireframe: false,
    },
    components: {
      Button: {
        primaryColor: rest.onJade,
        dangerColor: rest.onDanger,
        defaultShadow: 'none',
        primaryShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
      },
      Table: {
        headerBg: rest.surface2,
        headerColor: rest.ink2,
        headerSplitColor: 'transparent',
        rowHoverBg: rest.surface2,
        borderColor: base.line,
        cellPaddingBlockSM: 7,
        cellPaddingInlineSM: 12,
        headerBorderRadius: 0,
      },
      Form: { labelColor: rest.ink2, verticalLabelPadding: '0 0 4px', itemMarginBottom: 18 },
      Modal: { titleFontSize: 17 },
      Drawer: { paddingLG: 20 },
      Segmented: { trackBg: rest.surface2, itemSelectedBg: base.surface },
    },
  };
}
