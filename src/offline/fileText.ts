// Bytes of a file as text: UTF-8, UTF-16 as PowerShell writes it, or GBK as spreadsheets in China do.

import { problem } from './problem.ts'

/** With JSON's tree of objects beside it this still fits into the memory of a small machine. */
export const LARGEST_FILE = 128 * 1024 * 1024

export function fileText(bytes: Uint8Array): string {
  if (bytes.length > LARGEST_FILE) problem('tooLarge', sizes(bytes.length))
  refuseDense(bytes)
  const [first, second] = bytes
  // `PK`: a workbook, which is a zip archive, under the name of a text file.
  if (first === 0x50 && second === 0x4b) problem('encoding')
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not in this one.
    }
  }
  return problem('encoding')
}

/** Each value of a JSON text takes some 60 bytes, however short it is written. */
const MOST_VALUES = 20_000_000

const [COMMA, BRACKET, BRACE] = [0x2c, 0x5b, 0x7b]

/** Counted in bytes, so that those within texts count too: still far beyond any file of rules. */
function refuseDense(bytes: Uint8Array): void {
  if (bytes.length <= MOST_VALUES) return
  let count = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === COMMA || byte === BRACKET || byte === BRACE) count++
  }
  if (count > MOST_VALUES) problem('tooManyValues', { count, maximum: MOST_VALUES })
}

const MEBIBYTE = 1024 * 1024

export const sizes = (bytes: number) => ({
  size: Math.ceil(bytes / MEBIBYTE),
  maximum: LARGEST_FILE / MEBIBYTE,
})
