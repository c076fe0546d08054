// Prometheus metrics of what hosts saw: lag, decisions, drops by reason, the rules that decide most, flows.

import { Counter, Gauge, type Registry } from 'prom-client'
import type { Feed } from '../feed/server.ts'
import type { Store } from '../store/store.ts'
import type { FlowLog } from './flows/flowLog.ts'
import type { HitTotals } from './hits/hitTotals.ts'

/** More would be one series for each rule of a big installation. */
const MOST_RULES = 500

/** Counters of the kernel that say why a packet was dropped, whatever the rules say. */
const DROP_REASONS: readonly string[] = [
  ...['dropped', 'spoofed', 'invalid', 'related', 'unknown', 'unbound'],
  ...['noSuchAddress', 'noPublicAddress', 'router'],
]

export interface Observed {
  readonly store: Store
  readonly feed: Feed
  readonly hits: HitTotals
  readonly flows: FlowLog
}

export function addObservationMetrics(registry: Registry, { store, feed, hits, flows }: Observed): void {
  const gauge = (name: string, help: string, labelNames: string[], collect: (one: Gauge) => void) =>
    new Gauge({
      ...{ name, help, labelNames, registers: [registry] },
      collect() {
        this.reset()
        collect(this)
      },
    })
  /** Somebody else counts: each reading begins anew. */
  const counter = (name: string, help: string, labelNames: string[], collect: (one: Counter) => void) =>
    new Counter({
      ...{ name, help, labelNames, registers: [registry] },
      collect() {
        this.reset()
        collect(this)
      },
    })
  gauge(
    'menshen_host_lag_revisions',
    'Revisions committed but not yet enforced by a host',
    ['host'],
    (one) => {
      for (const host of feed.hosts())
        one.set({ host: host.hostId }, Math.max(0, store.revision - host.enforcedRevision))
    },
  )
  gauge('menshen_host_connected', '1 while a host is connected', ['host'], (one) => {
    for (const host of feed.hosts()) one.set({ host: host.hostId }, host.connectedSince === null ? 0 : 1)
  })
  gauge('menshen_host_instances', 'Instances on a host', ['host'], (one) => {
    for (const host of feed.hosts()) one.set({ host: host.hostId }, host.instances)
  })
  counter(
    'menshen_drops_total',
    'Packets dropped, by reason; `dropped` by rules and defaults',
    ['host', 'reason'],
    (one) => {
      for (const { subject, hosts } of hits.all()) {
        if (!DROP_REASONS.includes(subject)) continue
        for (const { hostId, hits: count } of hosts) one.inc({ host: hostId, reason: subject }, count)
      }
    },
  )
  counter(
    'menshen_decisions_total',
    'Decisions of rules, defaults and inner access',
    ['host', 'kind', 'direction'],
    (one) => {
      for (const { subject, direction, hosts } of hits.all()) {
        if (direction === null) continue
        for (const { hostId, hits: count } of hosts)
          one.inc({ host: hostId, kind: kindOf(subject), direction }, count)
      }
    },
  )
  counter(
    'menshen_rule_hits_total',
    `Hits of the ${MOST_RULES} rules that decided most`,
    ['rule', 'group', 'direction'],
    (one) => {
      const rules = hits
        .all()
        .filter(({ subject, direction }) => direction !== null && kindOf(subject) === 'rule')
        .map(({ subject, direction, hosts }) => ({
          subject,
          direction,
          count: hosts.reduce((sum, { hits: each }) => sum + each, 0),
        }))
        .sort((a, b) => b.count - a.count)
      for (const { subject, direction, count } of rules.slice(0, MOST_RULES))
        one.inc({ rule: subject, group: hits.groupOf(subject) ?? '', direction: direction ?? '' }, count)
    },
  )
  counter(
    'menshen_flows_logged_total',
    'Flows that hosts logged since the server started',
    ['action', 'reason'],
    (one) => {
      for (const { action, reason, count } of flows.counts()) one.inc({ action, reason }, count)
    },
  )
}

const kindOf = (subject: string): string =>
  subject.startsWith('default') ? 'default' : subject.startsWith('inner:') ? 'innerAccess' : 'rule'
