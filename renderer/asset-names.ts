/** What the files are called that are built beside the program. For the two builds of the interface alone. */

/** pdf.js asks for its fonts and maps by their own names, in one folder; everything else bears its content's hash. */
export const assetFileNames = ({ originalFileNames }: { readonly originalFileNames: readonly string[] }): string =>
  originalFileNames.some((name) => name.includes('pdfjs-dist'))
    ? 'pdf/[name][extname]'
    : 'assets/[name]-[hash][extname]';
