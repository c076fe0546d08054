// What others wrote, made fit for a terminal: what would steer it is shown instead of obeyed.

/** Controls and marks that turn the direction of text, as signs (`␛`); line ends, tabs and our own colours stay. */
export const plain = (text: string): string =>
  text.replace(/\p{Cc}|[\u2028-\u202e\u2066-\u2069]/gu, (sign, at: number) =>
    sign === '\n' || sign === '\t' || isColour(text, at) ? sign : pictureOf(sign.charCodeAt(0)),
  )

/** One of those that this command itself uses; anything else that begins so is none of ours. */
const isColour = (text: string, at: number): boolean =>
  text[at] === '\u001b' && /^\[3[1239]m/.test(text.slice(at + 1, at + 5))

/** The same for what stands within a line: it looks neither like lines of ours nor like our colours. */
export const oneLine = (text: string): string =>
  plain(
    text
      .replace(/\r\n|\n/g, '⏎')
      .replace(/\t/g, ' ')
      .replaceAll('\u001b', '␛'),
  )

/** Also those controls that JSON may hold as they are. */
export const plainJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(/\p{Cc}|[\u2028-\u202e\u2066-\u2069]/gu, (sign) =>
    sign === '\n' ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** C0 and DEL have pictures of their own. */
const pictureOf = (code: number): string =>
  code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '�'
