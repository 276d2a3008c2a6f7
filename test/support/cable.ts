/**
 * A connection between two programs that can break at any instant: everything passes through this process, and from the
 * moment it is cut nothing passes any more, in either direction.
 */
import { createServer, connect as dial, type Server, type Socket } from 'node:net';

/** Which way bytes go: towards where the cable leads, or back. */
export type Way = 'up' | 'down';

export class Cable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isHeld = false;
  #isDown = false;
  #waiting: { readonly way: Way; left: number; readonly done: () => void } | undefined;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** A cable to where the address points. */
  static async to(url: string): Promise<{ readonly cable: Cable; readonly url: string }> {
    const { hostname, port: farPort } = new URL(url);
    const server = createServer({ noDelay: true });
    const cable = new Cable(server);
    server.on('connection', (near) => {
      if (cable.#isDown) near.destroy();
      else cable.#join(near, dial(Number(farPort), hostname));
    });
    const port = await new Promise<number>((done) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        done(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const near = new URL(url);
    near.hostname = '127.0.0.1';
    near.port = String(port);
    return { cable, url: near.href };
  }

  #join(near: Socket, far: Socket): void {
    far.setNoDelay(true);
    for (const [from, to, way] of [
      [near, far, 'up'],
      [far, near, 'down'],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (bytes) => {
        to.write(bytes);
        this.#pass(way, bytes.length);
      });
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      if (this.#isHeld) from.pause();
    }
  }

  #pass(way: Way, bytes: number): void {
    const waiting = this.#waiting;
    if (waiting?.way !== way) return;
    waiting.left -= bytes;
    if (waiting.left > 0) return;
    this.#waiting = undefined;
    this.hold();
    waiting.done();
  }

  /** Holds as soon as so many more bytes have gone that way, and says so then: whatever was under way is in its middle. */
  heldAfter(bytes: number, way: Way): Promise<void> {
    return new Promise((done) => {
      this.#waiting = { way, left: bytes, done };
    });
  }

  /** The network is gone: what was connected breaks off, and nobody gets through until it is mended. */
  fall(): void {
    this.#isDown = true;
    this.letGo();
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isDown = false;
  }

  /** Nothing passes, and nobody is told: a partition of the network. What waits passes when it is let go. */
  hold(): void {
    this.#isHeld = true;
    for (const socket of this.#sockets) socket.pause();
  }

  letGo(): void {
    this.#isHeld = false;
    for (const socket of this.#sockets) socket.resume();
  }

  /** For good. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
