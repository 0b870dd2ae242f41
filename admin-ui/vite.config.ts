import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The API serves `dist/ui`; in development Vite passes API calls on. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    sourcemap: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The forms library names it in a builder for its own tests, which no page uses: nothing of it is left in the build.
      external: ['@rjsf/validator-ajv8'],
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/openapi.json': 'http://127.0.0.1:8080' } },
});
