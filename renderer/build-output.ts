/** How the interface is written to files. For its two builds alone. */

/** pdf.js asks for its fonts and maps by their own names, in one folder; everything else bears its content's hash. */
const assetFileNames = ({ originalFileNames }: { readonly originalFileNames: readonly string[] }): string =>
  originalFileNames.some((name) => name.includes('pdfjs-dist'))
    ? 'pdf/[name][extname]'
    : 'assets/[name]-[hash][extname]';

/** What tells Zod not to evaluate lies with it in one file: whatever makes a schema runs after both. */
const ZOD = { name: 'zod', test: /node_modules[\\/]zod[\\/]|renderer[\\/]app[\\/]no-eval\.ts$/ };

export const buildOutput = { assetFileNames, codeSplitting: { groups: [ZOD] } };
