/** Colours and sizes. Wine for the curtain; 14 px text, nothing below 12. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const wine: MantineColorsTuple = ['#fdf0f3', '#f5dde3', '#ecb8c5', '#e490a5', '#dd6f8b', '#d8597a', '#d74e71', '#bf3f60', '#a93454', '#942949'];

export const theme = createTheme({
  primaryColor: 'wine',
  colors: { wine },
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: 'Inter, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { withArrow: true, openDelay: 400 } },
    Modal: { defaultProps: { centered: true } },
  },
});
