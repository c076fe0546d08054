// What passes between the control plane and a host's agent: state down as events, reports up.

import type { Kind, Write } from '../core/model/resources.ts'
import type { Question } from './questions.ts'

/** Kinds that agents see; accounts' secrets and remembered answers never leave the server. */
export const FED_KINDS = [
  'account',
  'policySettings',
  'vpc',
  'vSwitch',
  'networkAcl',
  'securityGroup',
  'rule',
  'prefixList',
  'portList',
  'eni',
  'instance',
  'eip',
  'provisional',
] as const satisfies readonly Kind[]

/** GET /agent/v1/stream?host=…&identity=…&from=N → text/event-stream of these, `event:` = kind, `data:` = JSON. */
export type FeedEvent =
  /** Part of a snapshot; the first one says `first`: forget everything known. */
  | { readonly kind: 'snapshot'; readonly first: boolean; readonly writes: readonly Write[] }
  /** The state is whole as of this revision: only now may the kernel be touched. */
  | { readonly kind: 'inSync'; readonly identity: string; readonly revision: number }
  | { readonly kind: 'change'; readonly revision: number; readonly writes: readonly Write[] }
  /** No part of the state: the host answers with a POST to /agent/v1/answer. */
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }

/** Those that make up the state. */
export type StateEvent = Exclude<FeedEvent, { kind: 'ask' }>

/** How often a stream shows that it is alive. */
export const HEARTBEAT_MS = 5_000

export type EnforcementMode = 'kernel' | 'kernel (rootless)' | 'simulated'

/** POST /agent/v1/report. */
export interface AgentReport {
  readonly hostId: string
  readonly mode: EnforcementMode
  /** The last revision that the kernel of this host enforces; 0 = none yet. */
  readonly enforcedRevision: number
  /** Why the newest revision could not be applied; null when all is well. */
  readonly failure: string | null
  /** Foreign edits of our tables found and repaired since the agent started. */
  readonly driftRepairs: number
  readonly instances: number
  readonly agentVersion: string
  /** Interfaces of the host that belong to ENIs, and the machine itself (with no interface). */
  readonly ports?: readonly PortReport[]
  /** Where the agent of a host that joined finds its server. */
  readonly channel?: ChannelReport
}

export interface ChannelReport {
  readonly addresses: readonly string[]
  readonly port: number
}

export interface PortReport {
  readonly interface: string
  readonly eni: string
  /** `enforced`, `waiting` for its ENI to exist, or `bridged` past the rules. */
  readonly state: string
}
