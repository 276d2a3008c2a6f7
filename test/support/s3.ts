/** A store of S3's kind that runs here (s3rver): another implementation of the protocol, on loopback. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

const KEY = 'S3RVER';

export interface S3 {
  /** For `--files-url`. */
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startS3(prefix = 'theatre/files'): Promise<S3> {
  const directory = mkdtempSync(join(tmpdir(), 'offstage-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'contents', configs: [] }],
  });
  const { port } = await server.run();
  return {
    url: `s3://contents/${prefix}?endpoint=http://127.0.0.1:${port}&region=eu-central-1`,
    env: { OFFSTAGE_FILES_KEY: KEY, OFFSTAGE_FILES_SECRET: KEY },
    [Symbol.asyncDispose]: async () => {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
