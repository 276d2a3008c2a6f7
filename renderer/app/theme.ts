/**
 * The sizes of the look. Colours stand in `tokens.css`, one set per look; here is only what the components must know in
 * numbers.
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

export const theme = createTheme({
  primaryColor: 'wine',
  colors: { wine },
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: '"Inter Variable", "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.45', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '16px' },
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
