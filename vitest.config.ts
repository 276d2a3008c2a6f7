import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, longest first; whatever is not named follows, in an order that is the same for everybody. */
const LONGEST = [
  'test/simulation/convergence.test.ts',
  'test/integration/fault-table.test.ts',
  'test/integration/command-line.test.ts',
  'test/differential/shard-0.test.ts',
  'test/differential/shard-1.test.ts',
  'test/electron/sync/snapshot-load.test.ts',
  'test/integration/revoke-with-rescue.test.ts',
  'test/integration/upkeep-commands.test.ts',
  'test/electron/host/offline-sign-in.test.ts',
  'test/electron/sync/resumed-load.test.ts',
  'test/electron/sync/engine.test.ts',
  'test/hub/shapes/shape-faults.test.ts',
  'test/rules/deletion-model.test.ts',
  'test/releases/releases-meet.test.ts',
  'test/hub/admin/restore.test.ts',
];

/** Long files begin first, so that at the end of a run no core waits for the other. */
class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return index === -1 ? LONGEST.length : index;
    };
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId)));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    // A process goes through file after file: what it has read and compiled it keeps. Each file leaves nothing behind.
    isolate: false,
    // On two cores: one of three mostly waits for a deadline, a process that starts, or a hub that polls.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    sequence: { sequencer: LongestFirst },
    reporters: process.env['CI'] === 'true' ? ['default'] : ['default'],
  },
});
