// Prometheus metrics: calls by action and outcome, revisions stored and enforced, resources, the process itself.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { KINDS } from '../core/model/resources.ts'
import { addObservationMetrics, type Observed } from './observationMetrics.ts'

export interface Metrics {
  readonly contentType: string
  /** Counts one answered API call; `action` is bounded by the actions that exist. */
  observeCall(action: string, code: string, seconds: number): void
  text(): Promise<string>
}

/**
 * What the library would measure with a timer of its own, which would wake an idle process a hundred times a second and
 * cost a busy one a tenth of each call. The lag at the moment of asking is measured all the same.
 */
const LAG_OVER_TIME = ['min', 'max', 'mean', 'stddev', 'p50', 'p90', 'p99'].map(
  (name) => `nodejs_eventloop_lag_${name}_seconds`,
)
const NEVER_MS = 2 ** 31 - 1

interface AnsweredCall {
  readonly action: string
  readonly code: string
  /** Seconds. */
  readonly time: number
}

/** To look up series by their labels costs several times as much in the middle of a call as for many calls in a row. */
const COUNTED_TOGETHER = 256

export function createMetrics(observed: Observed): Metrics {
  const { store, feed } = observed
  const registers = [new Registry()]
  const registry = registers[0] as Registry
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: NEVER_MS })
  for (const name of LAG_OVER_TIME) registry.removeSingleMetric(name)
  const calls = new Counter({
    name: 'menshen_api_calls_total',
    help: 'API calls answered, by action and error code (OK when there was none)',
    labelNames: ['action', 'code'],
    registers,
  })
  const seconds = new Histogram({
    name: 'menshen_api_call_seconds',
    help: 'Time from a read request to its answer, waiting for enforcement included',
    labelNames: ['action'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers,
  })
  const gauge = (name: string, help: string, collect: (gauge: Gauge) => void, labelNames: string[] = []) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        collect(this)
      },
    })
  gauge('menshen_revision', 'Last committed revision', (one) => one.set(store.revision))
  gauge(
    'menshen_resources',
    'Resources by kind',
    (one) => {
      for (const kind of KINDS) one.set({ kind }, store.count(kind))
    },
    ['kind'],
  )
  gauge(
    'menshen_host_enforced_revision',
    'Revision that the kernel of a host enforces',
    (one) => {
      for (const host of feed.hosts()) one.set({ host: host.hostId }, host.enforcedRevision)
    },
    ['host'],
  )
  gauge(
    'menshen_host_failing',
    '1 while a host cannot apply the newest revision',
    (one) => {
      for (const host of feed.hosts()) one.set({ host: host.hostId }, host.failure === null ? 0 : 1)
    },
    ['host'],
  )
  gauge(
    'menshen_host_drift_repairs',
    'Foreign edits found and repaired since the agent started',
    (one) => {
      for (const host of feed.hosts()) one.set({ host: host.hostId }, host.driftRepairs)
    },
    ['host'],
  )
  addObservationMetrics(registry, observed)
  const answered: AnsweredCall[] = []
  const count = (): void => {
    for (const { action, code, time } of answered.splice(0)) {
      calls.inc({ action, code })
      seconds.observe({ action }, time)
    }
  }
  return {
    contentType: registry.contentType,
    observeCall(action, code, time) {
      if (answered.push({ action, code, time }) === COUNTED_TOGETHER) count()
    },
    text() {
      count()
      return registry.metrics()
    },
  }
}
