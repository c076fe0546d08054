// The agent as a process: follows the feed, makes this machine enforce what it says, reports how far it got.

import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import type { FlowLogging } from '../core/compile/backend.ts'
import { asId, type HostId } from '../core/model/ids.ts'
import { connectFeed, FeedReplica } from '../feed/client.ts'
import type { EnforcementMode, StateEvent } from '../feed/messages.ts'
import { version } from '../version.ts'
import { agentOf, forgetPid, notePid } from './agentProcess.ts'
import { watchBindings } from './bindings.ts'
import { Converger } from './converge.ts'
import { reasonNotToLog } from './flows/canLog.ts'
import { FlowLog } from './flows/flowLog.ts'
import { boundPorts } from './gateStatus.ts'
import { HitCounter } from './hits/hitCounter.ts'
import { Ledger } from './hits/ledger.ts'
import { identityOf, readJoined, writeJoined } from './identity.ts'
import { LineFile } from './lineFile.ts'
import { localDirectory } from './localIndex.ts'
import { namesOf } from './names.ts'
import { stopProcess } from './processes.ts'
import { KeptState } from './provisional/keptState.ts'
import { Standing } from './provisional/standing.ts'
import { restoreRulesets } from './restore.ts'
import { ROOT_KERNEL, ROOTLESS_KERNEL } from './script.ts'
import { ServerPlace } from './serverPlace.ts'
import { answerSessions } from './sessions/answer.ts'
import { countedIn, TrafficCounter } from './traffic/trafficCounter.ts'

const REPORT_EVERY_MS = 5000
/** SIGTERM must end us within a second, whatever is under way. */
const LAST_WORDS_MS = 700
/** What another agent has for its own last words. */
const TAKE_OVER_PATIENCE_MS = 2000

const { values } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://127.0.0.1:7280' },
    data: { type: 'string', default: '.menshen' },
    host: { type: 'string', default: 'local' },
    mode: { type: 'string', default: 'kernel' },
    'responder-entry': { type: 'string' },
    'flow-log': { type: 'string', default: process.env.MENSHEN_FLOW_LOG ?? 'drops' },
  },
})

const dataDir = realpathSync(values.data)
const joined = readJoined(dataDir)
const hostId = joined?.hostId ?? values.host
/** A host that joined is known by its key, an agent of the server's own machine by a file. */
const identity = joined === null ? null : identityOf(dataDir, joined.hostId, Date.now)
const serverUrl = joined?.server ?? values.server
const place = new ServerPlace(serverUrl, joined?.addresses ?? [], (addresses) => {
  converger.rebound()
  if (joined === null) return
  try {
    writeJoined(dataDir, { ...joined, addresses })
  } catch (error) {
    log.warn({ reason: (error as Error).message }, 'cannot keep where the server is')
  }
})
const mode: EnforcementMode = values.mode === 'kernel (rootless)' ? values.mode : 'kernel'
const kernel = mode === 'kernel' ? ROOT_KERNEL : ROOTLESS_KERNEL
const log = pino({ name: 'agent', level: process.env.MENSHEN_LOG_LEVEL ?? 'info' }, pino.destination(2))
const replica = new FeedReplica()
const ending = new AbortController()
const unconfirmed = new KeptState(dataDir)
/** Until the server is heard: the state from before this process, where a change in it waited for a confirmation. */
const left = unconfirmed.read()
const standing = new Standing({
  state: () => (replica.inSync || left === null ? replica.state : left),
  // Changes bear the server's time; this machine's clock may be hours away from it.
  now: () => identity?.now() ?? Date.now(),
  onTurned(undone) {
    log.warn({ undone }, 'not confirmed in time: taken back on this host')
    converger.restarted(replica.revision)
  },
})

mkdirSync(localDirectory(dataDir), { recursive: true })
await takeOver()
notePid(dataDir)

// Before anybody is asked: the server may be long in coming.
for (const { name, outcome, reason } of await restoreRulesets(dataDir, kernel, { onlyMissing: true })) {
  const level = reason === '' ? 'info' : 'warn'
  if (outcome !== 'present' && outcome !== 'absent')
    log[level]({ name, outcome, reason }, 'rules after a start')
}

const ledger = new Ledger(dataDir, randomUUID)
const counter = new HitCounter({
  kernel,
  ledger,
  routers: () => converger.counting,
  now: Date.now,
  monotonic: () => performance.now(),
  onGrown: (rows) => feed.sendHits(rows),
  onFailure: (reason) => log.warn({ reason }, 'cannot count hits'),
})

const flowLog = await flowLogging()

const converger = new Converger({
  state: () => standing.state,
  hostId: asId<HostId>(hostId),
  spared: () => place.spared(),
  dataDir,
  kernel,
  flowLog,
  beforeReload: (counting) => counter.beforeReload(counting),
  log,
  monotonic: () => performance.now(),
  onStatus: report,
  ...(values['responder-entry'] === undefined ? {} : { responderEntry: values['responder-entry'] }),
})

const feed = connectFeed({
  url: serverUrl,
  lookup: place.lookup,
  ...credentials(),
  hostId,
  signal: ending.signal,
  hits: { hostId, ledger: ledger.id, rows: () => ledger.rows() },
  onEvent: take,
  onQuestion: (question) => answerSessions(kernel, namesOf(dataDir), converger.gatePolicies, question),
  onConnection: (connected, reason) =>
    connected
      ? log.info({}, 'connected')
      : log.warn({ reason }, 'not connected: the last state stays enforced'),
})

const flows =
  flowLog === undefined
    ? null
    : new FlowLog({
        kernel,
        file: new LineFile(join(dataDir, 'flows.jsonl')),
        places: () => converger.loggedPlaces,
        policyOf: (eniId) => converger.policyOf(eniId),
        revision: () => converger.status.enforcedRevision,
        now: Date.now,
        onFlows: (some) => feed.sendFlows(some),
        onFailure: (reason) => log.warn({ reason }, 'cannot read the flow log'),
      })
const traffic = new TrafficCounter({
  kernel,
  namespace: namesOf(dataDir).internet,
  wanted: () => countedIn(standing.state, asId<HostId>(hostId)),
  now: Date.now,
  monotonic: () => performance.now(),
  onSamples: (samples) => feed.sendTraffic(samples),
  onFailure: (reason) => log.warn({ reason }, 'cannot count traffic'),
})
if (left !== null) standing.restarted()
const unwatch = watchBindings(dataDir, () => converger.rebound())
const heartbeat = setInterval(report, REPORT_EVERY_MS)
process.once('SIGTERM', end)
process.once('SIGINT', end)
log.info({ mode, hostId, server: serverUrl, dataDir }, 'started')

async function flowLogging(): Promise<FlowLogging | undefined> {
  const wanted = values['flow-log']
  if (wanted !== 'drops' && wanted !== 'all') return undefined
  const reason = await reasonNotToLog(kernel)
  if (reason === null) return wanted
  log.warn({ reason }, 'no flow log')
  return undefined
}

/** The agent of a server that was killed goes on: of two, each would take the other's changes for foreign edits. */
async function takeOver(): Promise<void> {
  const other = agentOf(dataDir)
  if (other !== null && other !== process.pid) await stopProcess(other, TAKE_OVER_PATIENCE_MS)
}

function take(event: StateEvent): void {
  if (!replica.apply(event)) return
  keepUnconfirmed()
  if (event.kind !== 'change') {
    standing.restarted()
    converger.restarted(replica.revision)
  } else if (standing.changed(event.writes)) {
    converger.restarted(replica.revision)
  } else {
    const writes = event.writes.filter(({ kind }) => kind !== 'provisional')
    converger.changed(replica.revision, writes)
  }
}

/** Without it the change is taken back by the server, or by this process. */
function keepUnconfirmed(): void {
  try {
    unconfirmed.note(replica.state)
  } catch (error) {
    log.warn({ reason: (error as Error).message }, 'cannot keep what waits for a confirmation')
  }
}

function report(): void {
  // Nothing is known of the state yet: saying "revision 0" would look like a step back.
  if (!replica.inSync) return
  const channel = joined === null ? {} : { channel: place.channel }
  feed.report({
    ...{ hostId, mode, agentVersion: version, ports: boundPorts(dataDir) },
    ...channel,
    ...converger.status,
  })
}

function credentials() {
  if (joined === null || identity === null)
    return { token: readFileSync(join(dataDir, 'agent.token'), 'utf8').trim() }
  return { identity, pin: joined.pin }
}

/** Namespaces, links and rules stay: traffic goes on, filtered. */
async function end(): Promise<void> {
  clearInterval(heartbeat)
  unwatch()
  standing.stop()
  setTimeout(() => process.exit(0), LAST_WORDS_MS).unref()
  flows?.close()
  traffic.stop()
  await counter.stop()
  ending.abort()
  await Promise.allSettled([converger.stop(), feed.ended])
  forgetPid(dataDir)
  log.info({}, 'ended')
  process.exit(0)
}
