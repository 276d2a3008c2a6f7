/**
 * Zod looks whether it may compile its checks, by evaluating a string. The window's policy forbids that, and the
 * browser reports each look as a violation. Imported before everything else: schemas look while they are made.
 */
import { config } from 'zod';

config({ jitless: true });
