/** Files of the shell are written like those of the replica: durably, and for their owner alone. */
export { makePrivateFolder, writeDurably } from '../replica/durable-file.ts';
