// Text of a file in any of the encodings that spreadsheets save in.

import { fail } from '../../core/model/faults.ts'

/** Spreadsheets save as UTF-8, as "Unicode text" in UTF-16, and in China as GBK. */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  // `PK`: a workbook, which is a zip archive, under the name of a text file.
  if (first === 0x50 && second === 0x4b) fail({ name: 'fileUnreadable', reason: 'encoding', detail: 'zip' })
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not in this one.
    }
  }
  return fail({ name: 'fileUnreadable', reason: 'encoding', detail: '' })
}
