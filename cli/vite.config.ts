/** Builds the app that `offstage app` runs: its sources and packages in a few files, but for what is compiled. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: path('..'),
  ssr: {
    noExternal: true,
    external: ['better-sqlite3-multiple-ciphers', '@node-rs/argon2', 'sharp', '@napi-rs/canvas', 'pdfjs-dist'],
  },
  build: {
    ssr: true,
    target: 'node24',
    outDir: path('../out/app'),
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        app: path('built-app.ts'),
        reader: path('../electron/queries/reader-worker.ts'),
        sheet: path('../electron/queries/sheets/sheet-worker.ts'),
        file: path('../electron/replica/file-worker.ts'),
        store: path('../electron/files/store-worker.ts'),
        thumbnail: path('../files/thumbnails/thumbnail-worker.ts'),
        paper: path('../paper/paper-worker.ts'),
        sheetProcess: path('../paper/sheet-process.ts'),
      },
      output: { format: 'es' },
    },
  },
});
