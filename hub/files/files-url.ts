/** Where contents are kept, as an administrator says it. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../shared/base/app-error.ts';
import { errorText } from '../../shared/base/asserts.ts';
import type { ContentStore } from './content-store.ts';
import { DirectoryStore } from './directory-store.ts';
import { S3Store } from './s3-store.ts';

/** A bucket, or a part of one. Without `credentials` those of the machine hold, as Amazon's tools find them. */
export interface S3Place {
  readonly bucket: string;
  /** Empty, or ends with a slash. */
  readonly prefix: string;
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** Read from the environment: other processes can read a command line. */
export const KEY_VARIABLES = ['OFFSTAGE_FILES_KEY', 'OFFSTAGE_FILES_SECRET'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

const FORMS = 'file:///folder or s3://bucket/prefix?endpoint=https://…&region=…';
const REGION = 'us-east-1';

/**
 * `file:///folder` or `s3://bucket/prefix?endpoint=…&region=…`, with the credentials of the environment. Throws
 * AppError `usage`.
 */
export function placeOf(url: string, env: Environment): S3Place | { readonly dir: string } {
  const given = URL.parse(url);
  if (given?.protocol === 'file:') {
    try {
      return { dir: fileURLToPath(given) };
    } catch (error) {
      throw new AppError('usage', { problem: errorText(error) }, { cause: error });
    }
  }
  const unknown = [...(given?.searchParams.keys() ?? [])].filter((name) => !['endpoint', 'region'].includes(name));
  if (given?.protocol !== 's3:' || given.hostname === '' || unknown.length > 0 || given.password !== '')
    throw new AppError('usage', { problem: `contents lie at ${FORMS}, not at ${url.replace(/:[^@/]*@/, ':…@')}` });
  const path = given.pathname.replaceAll(/^\/+|\/+$/g, '');
  const [accessKeyId, secretAccessKey] = KEY_VARIABLES.map((name) => env[name] ?? '');
  return {
    bucket: given.hostname,
    prefix: path === '' ? '' : `${decodeURIComponent(path)}/`,
    endpoint: given.searchParams.get('endpoint') ?? undefined,
    region: given.searchParams.get('region') ?? REGION,
    credentials:
      accessKeyId === undefined || secretAccessKey === undefined || accessKeyId === '' || secretAccessKey === ''
        ? undefined
        : { accessKeyId, secretAccessKey },
  };
}

/**
 * The store of a hub: at its URL, or else in its data folder. Throws AppError `usage`, and what the system or the store
 * says where it cannot be reached: a hub does not begin without its contents.
 */
export async function openContentStore(
  dataDir: string,
  url: string | undefined,
  env: Environment = process.env,
): Promise<ContentStore> {
  const place = url === undefined ? { dir: join(dataDir, 'files') } : placeOf(url, env);
  if ('dir' in place) return DirectoryStore.open(place.dir);
  const store = new S3Store(place);
  try {
    await store.check();
    return store;
  } catch (error) {
    store.close();
    throw new AppError(
      'usage',
      { problem: `the store of contents does not answer: ${errorText(error)}` },
      { cause: error },
    );
  }
}
