/**
 * Builds the Electron shell: main with the replica's process, preload, and the same interface that the companion
 * serves.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { buildOutput } from './renderer/build-output.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: true,
      rollupOptions: {
        input: {
          index: path('electron/main/index.ts'),
          replica: path('electron/main/replica.ts'),
          reader: path('electron/queries/reader-worker.ts'),
          sheet: path('electron/queries/sheets/sheet-worker.ts'),
          file: path('electron/replica/file-worker.ts'),
          store: path('electron/files/store-worker.ts'),
          thumbnail: path('files/thumbnails/thumbnail-worker.ts'),
          paper: path('paper/paper-worker.ts'),
          'sheet-process': path('electron/main/sheet-process.ts'),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { index: path('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path('renderer'),
    plugins: [react()],
    build: {
      outDir: path('out/renderer'),
      emptyOutDir: true,
      chunkSizeWarningLimit: 1500,
      rollupOptions: { input: path('renderer/index.html'), output: buildOutput },
    },
  },
});
