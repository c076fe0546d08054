// All clouds behind one door: a request goes to the first whose manner of speech it is.

import type { ResourceReader } from '../core/model/resources.ts'
import type { AccountTraits } from '../service/account/createAccount.ts'
import { type AliyunOptions, createAliyunEndpoint } from './aliyun/dialect.ts'
import { createIds as createAliyunIds } from './aliyun/ids.ts'
import {
  REGIONS as ALIYUN_REGIONS,
  zonesOf as aliyunZones,
  isRegion as isAliyunRegion,
} from './aliyun/regions.ts'
import type { Dialect } from './dialect.ts'
import { Reading } from './reading.ts'
import { createTencentEndpoint, type TencentOptions } from './tencent/dialect.ts'
import { createIds as createTencentIds } from './tencent/ids.ts'
import {
  isRegion as isTencentRegion,
  REGIONS as TENCENT_REGIONS,
  zonesOf as tencentZones,
} from './tencent/regions.ts'

/** The first one answers what nobody claims, and is meant where an account's cloud is left out. */
export const CLOUDS = ['aliyun', 'tencent'] as const
export type Cloud = (typeof CLOUDS)[number]

/** What accounts of each cloud are used to. */
export const TRAITS: Readonly<Record<Cloud, AccountTraits>> = {
  aliyun: { findsResourceGroups: true, groupOrder: 'merged', gatewayFirst: false },
  tencent: { findsResourceGroups: false, groupOrder: 'inSequence', gatewayFirst: true },
}

export interface CloudsOptions {
  readonly aliyun: AliyunOptions
  readonly tencent: TencentOptions
}

export const createClouds = (options: CloudsOptions): Dialect =>
  oneOf([createAliyunEndpoint(options.aliyun), createTencentEndpoint(options.tencent)])

/** What no dialect claims is answered by the first one. */
export const oneOf = (dialects: readonly [Dialect, ...Dialect[]]): Dialect => ({
  cloud: 'any',
  matches: (request, reading = new Reading(request)) =>
    dialects.some((dialect) => dialect.matches(request, reading)),
  handle: (request, reading = new Reading(request)) =>
    (dialects.find((dialect) => dialect.matches(request, reading)) ?? dialects[0]).handle(request, reading),
})

/** How each cloud's identifiers look; `isTaken` says whether somebody has one already. */
export const createIdSources = (random: (count: number) => Uint8Array, isTaken: (id: string) => boolean) => ({
  aliyun: createAliyunIds(random),
  tencent: createTencentIds(random, isTaken),
})

/** The cloud whose words an account is spoken to in. */
export const cloudOf = (state: ResourceReader, accountId: string): Cloud =>
  CLOUDS.find((cloud) => cloud === state.get('account', accountId)?.cloud) ?? CLOUDS[0]

export interface RegionOfCloud {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly zones: readonly string[]
}

/** What forms of an account of the cloud offer. */
export const REGIONS: Readonly<Record<Cloud, readonly RegionOfCloud[]>> = {
  aliyun: ALIYUN_REGIONS.map((one) => ({ ...names(one), zones: aliyunZones(one).map(({ id }) => id) })),
  tencent: TENCENT_REGIONS.map((one) => ({ ...names(one), zones: tencentZones(one).map(({ id }) => id) })),
}

function names({ id, zh, en }: Omit<RegionOfCloud, 'zones'>): Omit<RegionOfCloud, 'zones'> {
  return { id, zh, en }
}

/** Where somebody who names no region is taken to be. */
export const FIRST_REGIONS: Readonly<Record<Cloud, string>> = {
  aliyun: 'cn-hangzhou',
  tencent: 'ap-guangzhou',
}

/** Of any cloud. */
export const isRegion = (id: string): boolean => isAliyunRegion(id) || isTencentRegion(id)
