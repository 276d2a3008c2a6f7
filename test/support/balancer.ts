/**
 * One address in front of several hubs, as a balancer of connections with affinity gives it: a laptop's connections go
 * to the hub that is its own, and where that does not take them, to another. What a hub leaves when it dies breaks for
 * the laptop at once.
 */
import { createServer, connect as dial, type Server, type Socket } from 'node:net';

export class Balancer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Connections to each hub that last. */
  readonly open: number[];

  private constructor(hubs: readonly URL[]) {
    this.open = hubs.map(() => 0);
    this.#server = createServer({ noDelay: true, pauseOnConnect: true }, (near) => {
      this.#sockets.add(near);
      near.on('close', () => this.#sockets.delete(near));
      near.on('error', () => near.destroy());
      this.#join(near, [...hubs.entries()]);
    });
  }

  /** In front of these hubs, of which the first is preferred. */
  static async over(urls: readonly string[]): Promise<{ readonly balancer: Balancer; readonly url: string }> {
    const balancer = new Balancer(urls.map((url) => new URL(url)));
    const port = await new Promise<number>((done) => {
      balancer.#server.listen(0, '127.0.0.1', () => {
        const address = balancer.#server.address();
        done(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    return { balancer, url: `http://127.0.0.1:${port}` };
  }

  #join(near: Socket, [choice, ...others]: readonly (readonly [number, URL])[]): void {
    if (choice === undefined) {
      near.destroy();
      return;
    }
    const [index, hub] = choice;
    const far = dial({ port: Number(hub.port), host: hub.hostname, noDelay: true });
    const refused = (): void => this.#join(near, others);
    far.once('error', refused);
    far.once('connect', () => {
      this.#count(index, 1);
      far.off('error', refused);
      far.on('error', () => far.destroy());
      far.on('close', () => {
        this.#count(index, -1);
        near.destroy();
      });
      near.on('close', () => far.destroy());
      near.pipe(far);
      far.pipe(near);
    });
  }

  #count(index: number, by: number): void {
    this.open[index] = (this.open[index] ?? 0) + by;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
