/** Every release that a laptop or a hub may still run. A new release adds its line, here and in docs/releases.md. */
export interface Release {
  readonly version: string;
  readonly commit: string;
  /** The version of the schema that it speaks (`shared/schema/versions.ts`). */
  readonly schema: number;
}

export const releases: readonly Release[] = [
  { version: '0.1.0', commit: '059e08ee305ba8b8a8dd82ab2623962b66985635', schema: 1 },
];
