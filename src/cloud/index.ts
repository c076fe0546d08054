// All clouds behind one door: a request goes to the first whose manner of speech it is.

import { type AliyunOptions, createAliyunEndpoint } from './aliyun/dialect.ts'
import type { Dialect } from './dialect.ts'

export interface CloudsOptions {
  readonly aliyun: AliyunOptions
}

export const createClouds = (options: CloudsOptions): Dialect => oneOf([createAliyunEndpoint(options.aliyun)])

/** What no dialect claims is answered by the first one. */
export const oneOf = (dialects: readonly [Dialect, ...Dialect[]]): Dialect => ({
  cloud: 'any',
  matches: (request) => dialects.some((dialect) => dialect.matches(request)),
  handle: (request) => (dialects.find((dialect) => dialect.matches(request)) ?? dialects[0]).handle(request),
})
