// Tags as people type them: `env:prod` or `env=prod`.

export const readTags = (texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    texts.map((text) => {
      const [, key = text, value = ''] = /^([^:=]+)[:=](.*)$/.exec(text) ?? []
      return [key.trim(), value.trim()]
    }),
  )
