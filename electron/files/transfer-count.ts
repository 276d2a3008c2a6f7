/** How far one way of contents is: what has moved since there was nothing to move, and what is left. */
import type { Transfer } from '../../shared/ipc/file-contract.ts';

/** What the loops say of themselves. */
export type WayState =
  | { readonly name: 'off' | 'idle' | 'moving' | 'paused' }
  | { readonly name: 'waiting'; readonly reason: string };

/** Files that are left, and their bytes. */
export interface Left {
  readonly files: number;
  readonly bytes: number;
}

/** One per way. */
export class TransferCount {
  #files = 0;
  #bytes = 0;
  /** Of what is on its way: bytes that have moved. */
  readonly #moving = new Map<string, number>();

  /** So many bytes of it have moved. */
  moved(sha256: string, bytes: number): void {
    this.#moving.set(sha256, bytes);
  }

  /** It ended otherwise; what moved of it will be counted when it goes on. */
  stopped(sha256: string): void {
    this.#moving.delete(sha256);
  }

  done(sha256: string, bytes: number): void {
    this.#moving.delete(sha256);
    this.#files += 1;
    this.#bytes += bytes;
  }

  /** `left` counts what is on its way as well. Once nothing is, counting begins anew. */
  told(state: WayState, left: Left): Transfer {
    if (left.files === 0 && this.#moving.size === 0) {
      this.#files = 0;
      this.#bytes = 0;
    }
    const moving = [...this.#moving.values()].reduce((sum, bytes) => sum + bytes, 0);
    return {
      state: state.name,
      reason: state.name === 'waiting' ? state.reason : null,
      files: this.#files + left.files,
      filesDone: this.#files,
      bytes: this.#bytes + left.bytes,
      bytesDone: this.#bytes + Math.min(moving, left.bytes),
    };
  }
}
