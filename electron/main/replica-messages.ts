/** Between the shell and the replica's process. */
export type ReplicaCommand =
  | { readonly kind: 'open'; readonly dir: string; readonly hubUrl: string; readonly secretKey: string | undefined }
  | { readonly kind: 'window' }
  | { readonly kind: 'wake' }
  | { readonly kind: 'stop' };
