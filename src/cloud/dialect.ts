// What every cloud offers to the server: whether a request is in its manner of speech, and the answer to it.

import type { Reading } from './reading.ts'

export interface CloudRequest {
  readonly method: string
  /** Path and query as they came. */
  readonly url: string
  /** Names in lower case, as node:http gives them. */
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined }
  /** Null: larger than the server takes in. */
  readonly body: Buffer | null
  readonly tls: boolean
  /** Where the connection comes from, when that is known. */
  readonly remoteAddress?: string
}

export interface CloudAnswer {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: string
  /** For metrics, from a closed set: the action when it is one that exists, else `unknown`. */
  readonly action: string
  /** `OK`, or the code of the error. */
  readonly code: string
}

export interface Dialect {
  /** `aliyun`, `tencent` … */
  readonly cloud: string
  matches(request: CloudRequest, reading?: Reading): boolean
  /** Never rejects: what goes wrong is an answer as well. `reading`: of this request, where somebody has it already. */
  handle(request: CloudRequest, reading?: Reading): Promise<CloudAnswer>
}
