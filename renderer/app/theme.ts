/**
 * The look as the components are told it. Colours, space, type and corners stand in `tokens.css`; here is only what
 * they must know in numbers.
 */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Wine for the curtain; the seventh is filled on dark, the eighth on light. */
const wine: MantineColorsTuple = [
  '#fbe9ef',
  '#f3cfda',
  '#ecb8c5',
  '#e690a8',
  '#e37391',
  '#e0587c',
  '#cc486b',
  '#b93a5d',
  '#a52f52',
  '#8d2445',
];

/** The five sizes of a kind, as `tokens.css` says them. */
const scale = (kind: 'font' | 'space' | 'radius'): Readonly<Record<'xs' | 'sm' | 'md' | 'lg' | 'xl', string>> => ({
  xs: `var(--${kind}-xs)`,
  sm: `var(--${kind}-sm)`,
  md: `var(--${kind}-md)`,
  lg: `var(--${kind}-lg)`,
  xl: `var(--${kind}-xl)`,
});

export const theme = createTheme({
  primaryColor: 'wine',
  colors: { wine },
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: '"Inter Variable", "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontSizes: scale('font'),
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.45', xl: '1.4' },
  spacing: scale('space'),
  radius: scale('radius'),
  defaultRadius: 'sm',
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '24px' },
      h2: { fontSize: '20px' },
      h3: { fontSize: '18px' },
      h4: { fontSize: '16px' },
      h5: { fontSize: '14px' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { withArrow: true, openDelay: 400 } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.6 } } },
    Button: { styles: { root: { fontWeight: 560 } } },
    NumberInput: { defaultProps: { selectAllOnFocus: true } },
    Badge: { defaultProps: { tt: 'none', fw: 560 } },
  },
});
