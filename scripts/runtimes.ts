/**
 * A tsconfig per runtime: what runs in a window sees the DOM and no Node, `shared` sees neither, all else sees Node.
 * Each also compiles what it imports; a shared file is held to the poorest runtime by its own.
 */
export const RUNTIMES = ['shared', 'renderer', 'electron/preload', '.', 'test', 'test/e2e', 'test/renderer'] as const;
