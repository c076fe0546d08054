// What a page is: where it stands, what it is called, and its code, which is loaded when somebody goes there.

import type { ComponentType } from 'react'
import type { TextKey } from '../text/index.ts'

export const SECTIONS = ['top', 'resources', 'understand', 'operate'] as const

export interface Page {
  /** As wouter reads it: `/groups/:id`. */
  readonly path: string
  readonly title: TextKey
  /** What a Tencent account calls it. */
  readonly inTencent?: TextKey
  /** Null: reached from other pages only. */
  readonly section: (typeof SECTIONS)[number] | null
  readonly Icon: ComponentType
  /** Made with `lazy`. */
  readonly View: ComponentType
}
