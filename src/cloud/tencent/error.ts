// An answer in Tencent's error form, thrown anywhere between the wire and an operation; its words follow the caller's language.

export type Language = 'zh-CN' | 'en-US'

export interface ErrorSpec {
  readonly code: string
  readonly message: { readonly [L in Language]: string }
}

export const spec = (code: string, zh: string, en: string): ErrorSpec => ({
  code,
  message: { 'zh-CN': zh, 'en-US': en },
})

export class TencentError extends Error {
  readonly spec: ErrorSpec

  constructor(given: ErrorSpec) {
    super(`${given.code}: ${given.message['en-US']}`)
    this.name = 'TencentError'
    this.spec = given
  }
}

export const refuse = (given: ErrorSpec): never => {
  throw new TencentError(given)
}
