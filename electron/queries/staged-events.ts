/** Events for which all things of a production are on the stage, as a list for SQL: what it needs is wanted then. */
export const STAGED = `('performance', 'premiere', 'run_through', 'dress_rehearsal', 'tour')`;
