import { createTheme } from '@mui/material/styles';

/** Contrast of text on its ground is at least 4.5:1 throughout. */
export const theme = createTheme({
  palette: {
    mode: 'light',
    primary: { main: '#1f4e8c' },
    secondary: { main: '#5b3f8c' },
    error: { main: '#b3261e' },
    warning: { main: '#8a5300' },
    success: { main: '#1b6e3c' },
    info: { main: '#1f5f8c' },
    background: { default: '#f5f6f8', paper: '#ffffff' },
    text: { primary: '#1b1f24', secondary: '#4a525c' },
  },
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PT Sans", sans-serif',
    h1: { fontSize: '1.6rem', fontWeight: 600 },
    h2: { fontSize: '1.25rem', fontWeight: 600 },
    h3: { fontSize: '1.05rem', fontWeight: 600 },
    button: { textTransform: 'none', fontWeight: 600 },
  },
  components: {
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    // The forms library puts descriptions of fields into subtitles, which are no headings, and titles of groups into h5,
    // which stand below the h2 of a section.
    MuiTypography: { defaultProps: { variantMapping: { h5: 'h3', subtitle1: 'p', subtitle2: 'p' } } },
    MuiTextField: { defaultProps: { fullWidth: true } },
  },
});
