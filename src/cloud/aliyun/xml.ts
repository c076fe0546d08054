// Answers as XML: lists become repeated children of their wrapper.

import { XMLBuilder } from 'fast-xml-parser'

const builder = new XMLBuilder({ processEntities: true })

export const buildXml = (root: string, value: object): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${builder.build({ [root]: value }).replace(FORBIDDEN, '\uFFFD')}`

/** XML 1.0 has no way to write these, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
