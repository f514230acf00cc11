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
    successSoft: '#e8f5ec',
    successLine: '#b9dfc6',
  },
  dark: {
    ink2: '#a9b6c1',
    ink3: '#93a1ad',
    surface2: '#1f2a34',
    jadeSoft: '#10312f',
    jadeStrong: '#66cbc4',
    onJade: '#06201e',
    control: '#3b4955',
    onDanger: '#2a0c0e',
    successSoft: '#12261b',
    successLine: '#24523a',
  },
} as const;

/** What antd must take as it stands: its dark algorithm dims what it is given, and our dark colours were already chosen for dark. */
function exactColours(scheme: 'light' | 'dark') {
  const { jade, danger, success, amber } = palette[scheme];
  const { jadeStrong, successSoft, successLine } = more[scheme];
  return {
    colorPrimary: jade,
    colorPrimaryHover: jadeStrong,
    colorPrimaryActive: jadeStrong,
    colorError: danger,
    colorErrorHover: danger,
    colorSuccess: success,
    // What antd derives from our green is grey.
    colorSuccessBg: successSoft,
    colorSuccessBorder: successLine,
    colorWarning: amber,
    colorInfo: jade,
    colorLink: jade,
    colorLinkHover: jadeStrong,
  };
}

function componentTokens(scheme: 'light' | 'dark'): ThemeConfig['components'] {
  const { line, page, surface } = palette[scheme];
  const { ink2, surface2, onJade, onDanger } = more[scheme];
  return {
    Button: { primaryColor: onJade, dangerColor: onDanger, defaultShadow: 'none', primaryShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Table: {
      headerBg: surface2,
      headerColor: ink2,
      headerSplitColor: 'transparent',
      rowHoverBg: surface2,
      borderColor: line,
      cellPaddingBlockSM: 7,
      cellPaddingInlineSM: 12,
      headerBorderRadius: 0,
    },
    Form: { labelColor: ink2, verticalLabelPadding: '0 0 4px', itemMarginBottom: 18 },
    Modal: { titleFontSize: 17 },
    Drawer: { paddingLG: 20 },
    Segmented: { trackBg: page, itemSelectedBg: surface },
  };
}

/** antd in our colours: 8 px corners, dense tables, our own surfaces in the dark. */
export function antdTheme(scheme: 'light' | 'dark'): ThemeConfig {
  const { ink, surface, page, line } = palette[scheme];
  const { ink2, ink3, surface2, jadeSoft, control } = more[scheme];
  const exact = exactColours(scheme);
  return {
    algorithm: [
      scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
      (_, derived) => ({ ...(derived ?? theme.defaultAlgorithm(theme.defaultSeed)), ...exact }),
    ],
    token: {
      ...exact,
      colorPrimaryBg: jadeSoft,
      colorText: ink,
      colorTextSecondary: ink2,
      colorTextTertiary: ink3,
      colorTextDescription: ink2,
      colorTextPlaceholder: ink3,
      colorBgContainer: surface,
      colorBgElevated: scheme === 'dark' ? surface2 : surface,
      colorBgLayout: page,
      colorBorder: control,
      colorBorderSecondary: line,
      colorSplit: line,
      borderRadius: 8,
      fontFamily: FONT,
      controlHeight: 34,
    },
    components: componentTokens(scheme),
  };
}
