/**
 * What proves who somebody is in tests. Apart from `world.ts`, so that a laptop's process of its own need not load a
 * whole hub.
 */

export const PASSWORD = 'правильный пароль';
/** What a system's keychain would hold: laptops of the tests open without asking, unless a test says otherwise. */
export const MACHINE_KEY = Buffer.alloc(32, 7);
/** Guesses are cheap where nobody guesses. */
export const CHEAP_GUESS = { memoryKiB: 64, passes: 1 } as const;
