/** Figures for Prometheus. One registry per hub, so that several can live in one test process. */
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

export interface HubMetrics {
  readonly registry: Registry;
  readonly mutations: Counter<'outcome'>;
  readonly pushSeconds: Histogram;
  readonly shapeRequests: Counter<'kind'>;
}

export function createMetrics(): HubMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    mutations: new Counter({ name: 'offstage_mutations_total', help: 'Mutations pushed by devices', labelNames: ['outcome'], registers: [registry] }),
    pushSeconds: new Histogram({ name: 'offstage_push_seconds', help: 'Duration of a push request', buckets: [0.005, 0.02, 0.1, 0.5, 2, 10], registers: [registry] }),
    shapeRequests: new Counter({ name: 'offstage_shape_requests_total', help: 'Shape requests of devices', labelNames: ['kind'], registers: [registry] }),
  };
}
