// What the kernel says to a batch: that it is in force, or which part of it cannot be and why (struct nlmsgerr).

import type { Batch } from './batch.ts'
import type { Bytes } from './bytes.ts'

export interface Refusal {
  /** Positive, as in errno(3). */
  readonly errno: number
  /** Of the message that was refused. */
  readonly sequence: number
}

export type Answer = 'in force' | 'no word' | Refusal

/** NLMSG_ERROR; an acknowledgement is one with the number 0. */
const ERROR = 2
const HEADER = 16
/** Where the error stands, and the sequence number in the header of the message that it is about. */
const [CODE, ABOUT] = [HEADER, HEADER + 4 + 8]

export function answerTo({ parts }: Batch, bytes: Bytes): Answer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const native = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
  let isAcknowledged = false
  for (let at = 0; at + HEADER <= bytes.length; ) {
    const length = view.getUint32(at, native)
    if (length < HEADER || at + length > bytes.length) return 'no word'
    if (view.getUint16(at + 4, native) === ERROR && length >= ABOUT + 4) {
      const errno = -view.getInt32(at + CODE, native)
      const sequence = view.getUint32(at + ABOUT, native)
      if (errno !== 0) return { errno, sequence }
      isAcknowledged ||= sequence === parts.length
    }
    at += (length + 3) & ~3
  }
  return isAcknowledged ? 'in force' : 'no word'
}
