// Tags on the command line.

/** `stage=test`; a key alone has an empty value. */
export const tagsOf = (texts: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    texts.map((text) => {
      const [key = '', ...value] = text.split('=')
      return [key, value.join('=')] as const
    }),
  )
