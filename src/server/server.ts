// Composition root: opens the store, puts the parts together, listens, and takes it all down again.

import { randomUUID, X509Certificate } from 'node:crypto'
import { hostname } from 'node:os'
import pino from 'pino'
import type { Detected } from '../agent/modes.ts'
import { createClouds, createIdSources } from '../cloud/index.ts'
import { LOCAL_HOST } from '../core/model/host.ts'
import { KINDS } from '../core/model/resources.ts'
import { HEARTBEAT_MS } from '../feed/messages.ts'
import { createFeed, type Feed } from '../feed/server.ts'
import { pinOf } from '../feed/signing.ts'
import type { PipelineParts } from '../service/pipeline.ts'
import { openStore } from '../store/index.ts'
import type { Store } from '../store/store.ts'
import { version } from '../version.ts'
import { keepKey, newAccountId, newKey } from './accountKeys.ts'
import { type AgentProcess, superviseAgent } from './agentProcess.ts'
import { type Analysis, createAnalysis } from './analysis/analysis.ts'
import { createApi } from './api/api.ts'
import type { Fleet } from './api/operation.ts'
import { startAutoRelease } from './autoRelease.ts'
import { startBackupClock } from './backupClock.ts'
import { tlsMaterial } from './certificate.ts'
import { compileSooner } from './compileSooner.ts'
import { type Config, dataFiles } from './config.ts'
import { startConfirmationTimer } from './confirmationTimer.ts'
import { consoleFolder, createConsoleFiles } from './console/files.ts'
import { startLabTraffic } from './console/labTraffic.ts'
import { Lockout } from './console/lockout.ts'
import { Sessions } from './console/sessions.ts'
import { enforcementText } from './enforcement.ts'
import { type Credentials, ensureAgentToken, ensureCredentials } from './firstStart.ts'
import { FlowLog } from './flows/flowLog.ts'
import { SeenPeers } from './flows/seenPeers.ts'
import { type FrontDoor, frontDoor } from './frontDoor.ts'
import { healthOf } from './health.ts'
import { HitTotals } from './hits/hitTotals.ts'
import { verdictIn } from './hits/verdict.ts'
import { serveJoin } from './join.ts'
import { newJoinToken } from './joinToken.ts'
import { createMetrics } from './metrics.ts'
import { openNonceJournal } from './nonceJournal.ts'
import { createGuard, warnAtBoot } from './policyTests.ts'
import { notePrivate, readIfThere } from './privateFile.ts'
import { pagedRandomBytes } from './randomBytes.ts'
import { createRouter } from './router.ts'
import { liveSessions, MOST_SESSIONS, sessionsCutBy } from './sessions/liveSessions.ts'
import { Traffic } from './traffic/traffic.ts'

export interface RunningServer {
  readonly endpoint: string
  readonly credentials: Credentials
  /** The console's password when this start made it: to be shown once. */
  readonly newPassword: string | null
  /** Ends within 2 s; what the kernel enforces stays. */
  stop(): Promise<void>
}

export interface ServerOptions {
  readonly config: Config
  readonly mode: Detected
  readonly onAgentLost: (reason: string) => void
}

const ENFORCE_WAIT = 1_000
const CLOSE_GRACE = 300

export async function startServer({ config, mode, onAgentLost }: ServerOptions): Promise<RunningServer> {
  compileSooner()
  const files = dataFiles(config.dataDir)
  const log = pino({ level: process.env.MENSHEN_LOG ?? 'warn' }, pino.destination(2))
  const store = await openStore(files.store, { warn: (message) => log.warn(message) })
  const token = ensureAgentToken(config.dataDir)
  const hits = new HitTotals({
    memory: {
      read: () => readIfThere(files.hits),
      write: (text) => notePrivate(files.hits, text),
    },
    now: Date.now,
    groupOf: (ruleId) => store.get('rule', ruleId)?.groupId,
    verdictOf: (row) => verdictIn(store, row),
  })
  const flows = new FlowLog()
  const seen = new SeenPeers({
    memory: {
      read: () => readIfThere(files.seen),
      write: (text) => notePrivate(files.seen, text),
    },
    isRule: (id) => store.get('rule', id) !== undefined,
  })
  const traffic = new Traffic(store, config.dataDir)
  const feed = createFeed(store, {
    ...{ token, heartbeatMs: HEARTBEAT_MS, now: Date.now },
    onHits: (report) => hits.take(report),
    onTraffic: (report) => traffic.take(report),
    onFlows(report) {
      flows.take(report)
      seen.take(report)
    },
  })

  const names = [...new Set([config.host, '127.0.0.1', '::1', 'localhost', hostname()])]
  const tls = await tlsMaterial(
    config.dataDir,
    names.filter((name) => name !== '0.0.0.0' && name !== '::'),
    Date.now(),
  )
  let router: ReturnType<typeof createRouter> = (_, response) => response.writeHead(503).end()
  const door = frontDoor((request, response) => router(request, response), tls)
  const port = await door.listen(config.host, config.port)

  const endpoint = `http://${hostForUrl(config.host)}:${port}`
  const { credentials, administrator } = await ensureCredentials(store, config.dataDir, endpoint, Date.now())
  const sessions = new Sessions(files.sessions, Date.now)
  if (administrator.changed) sessions.endAll()
  const enforcing = mode.mode !== 'simulated'
  const isTaken = (id: string): boolean => KINDS.some((kind) => store.get(kind, id) !== undefined)
  const ids = createIdSources(pagedRandomBytes(), isTaken)
  const analysis = createAnalysis(store)
  const parts = {
    ...pipelineParts(store, feed, config.waitEnforced && enforcing),
    ids: ids.aliyun,
    traffic,
    guard: createGuard(store, analysis, log),
  }
  const fleet: Fleet = {
    statuses: () => feed.hosts(),
    forget: (hostId) => feed.forget(hostId),
    pin: pinOf(new X509Certificate(tls.certificate)),
    newToken: newJoinToken,
  }
  router = createRouter({
    join: (request, response) => serveJoin(store, Date.now, request, response),
    health: () => healthOf(store, feed, { hostId: enforcing ? LOCAL_HOST : null }, Date.now()),
    metrics: createMetrics({ store, feed, hits, flows }),
    feed,
    api: createApi({
      store,
      feed,
      token: credentials.api.token,
      dataDir: config.dataDir,
      console: { sessions, lockout: new Lockout(Date.now), hash: administrator.hash },
      version,
      enforcement: enforcementText(mode),
      parts: {
        ...{ ...parts, analysis, newKey, newAccountId, hits, flows, seen, fleet },
        idsOf: (cloud) => (cloud === 'tencent' ? ids.tencent : ids.aliyun),
        cutsOf: (writes) => sessionsCutBy({ store, hosts: feed }, writes),
        sessionsOf: (enis) => liveSessions({ store, hosts: feed }, enis, MOST_SESSIONS),
        keepKey: (key) => keepKey(config.dataDir, key),
      },
    }),
    console: createConsoleFiles(consoleFolder()),
    cloud: createClouds({
      aliyun: {
        ...parts,
        log,
        nonces: openNonceJournal(files.nonces, Date.now()),
        requestId: () => randomUUID().toUpperCase(),
      },
      tencent: { ...parts, ids: ids.tencent, log, requestId: randomUUID },
    }),
    log,
  })
  const releases = startAutoRelease(parts, (error) => log.error({ error: String(error) }, 'release failed'))
  const confirmations = startConfirmationTimer(store, Date.now, log)
  const agent = startLocalAgent(mode.mode, config.dataDir, endpoint, onAgentLost)
  const stopBackups = startBackupClock(store, ids.tencent, log, Date.now)
  const endTraffic = enforcing ? startLabTraffic(store, config.dataDir) : () => {}
  const stop = (): Promise<void> => {
    releases.stop()
    stopBackups()
    endTraffic()
    return stopAll({ door, feed, store, hits, seen, traffic, analysis }, [agent, confirmations])
  }
  void warnAtBoot(store, analysis, log)
  return { endpoint, credentials, newPassword: administrator.newPassword, stop }
}

function startLocalAgent(
  mode: Detected['mode'],
  dataDir: string,
  server: string,
  onLost: (reason: string) => void,
): AgentProcess | undefined {
  if (mode === 'simulated') return undefined
  return superviseAgent({ mode, dataDir, server, hostId: LOCAL_HOST }, onLost)
}

/** What the clouds' calls and our own have in common. */
const pipelineParts = (store: Store, feed: Feed, waitEnforced: boolean): Omit<PipelineParts, 'ids'> => ({
  store,
  now: Date.now,
  ...(waitEnforced
    ? { waitEnforced: (revision: number) => feed.waitEnforced(LOCAL_HOST, revision, ENFORCE_WAIT) }
    : {}),
})

interface Standing {
  readonly door: FrontDoor
  readonly feed: Feed
  readonly store: Store
  readonly hits: HitTotals
  readonly seen: SeenPeers
  readonly traffic: Traffic
  readonly analysis: Analysis
}

async function stopAll(
  { door, feed, store, hits, seen, traffic, analysis }: Standing,
  others: readonly ({ stop(): Promise<void> } | undefined)[],
): Promise<void> {
  const closed = door.close(CLOSE_GRACE)
  feed.close()
  await Promise.all([closed, analysis.close(), ...others.map((each) => each?.stop())])
  hits.save()
  seen.save()
  traffic.save()
  await store.close()
}

/** What a client on this machine can dial; a wildcard address cannot be dialled everywhere. */
function hostForUrl(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
