// How list calls pick: what is left out picks nothing, names may hold `*`.

/** Whether a parameter is absent or equal to the value. */
export const meets = <T>(wanted: T | undefined, value: T): boolean => wanted === undefined || wanted === value

/** Whether a list parameter is empty or shares an element with the values. */
export const meetsAny = (wanted: readonly string[], values: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((one) => values.includes(one))

/** Whether a name is meant by a pattern in which `*` stands for any text. */
export const meetsPattern = (pattern: string | undefined, value: string): boolean => {
  if (pattern === undefined) return true
  const parts = pattern.split('*')
  const [head = '', tail = ''] = [parts[0], parts.at(-1)]
  if (parts.length === 1) return pattern === value
  if (!value.startsWith(head) || !value.endsWith(tail) || value.length < head.length + tail.length)
    return false
  return inOrder(value.slice(head.length, value.length - tail.length), parts.slice(1, -1))
}

/** Plain searching instead of a regular expression: a hostile pattern costs no more than any other. */
function inOrder(text: string, parts: readonly string[]): boolean {
  let at = 0
  for (const part of parts) {
    const found = text.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return true
}
