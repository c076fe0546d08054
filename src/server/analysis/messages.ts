// What passes between the server and its analysis threads: state down, questions down, answers up. Plain data only.

import type { Fault } from '../../core/model/faults.ts'
import type { Write } from '../../core/model/resources.ts'
import type { TextKey } from '../../text/index.ts'

export type ToThread =
  /** Part of the state as the thread finds it; the thread is new and knows nothing. */
  | { readonly kind: 'snapshot'; readonly writes: readonly Write[] }
  /** The state is that of this revision now. */
  | { readonly kind: 'state'; readonly revision: number; readonly writes: readonly Write[] }
  | {
      readonly kind: 'question'
      readonly id: number
      readonly name: string
      readonly input: unknown
      /** Milliseconds until it should give up by itself. */
      readonly budget: number
    }

export type FromThread =
  | { readonly kind: 'begun'; readonly id: number }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly of: number }
  | { readonly kind: 'answer'; readonly id: number; readonly revision: number; readonly value: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly why: Refused }

/** Errors that are answers, taken apart for the way and put together again behind it. */
export type Refused =
  | { readonly kind: 'fault'; readonly fault: Fault }
  | {
      readonly kind: 'question'
      readonly key: TextKey
      readonly values: Readonly<Record<string, string | number>>
    }
  | { readonly kind: 'error'; readonly message: string; readonly stack: string | undefined }
