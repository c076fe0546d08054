// An answer in Alibaba's error form, thrown anywhere between the wire and an operation.

export interface ErrorSpec {
  readonly status: number
  readonly code: string
  readonly message: string
}

export class AliyunError extends Error {
  readonly status: number
  readonly code: string

  constructor(spec: ErrorSpec) {
    super(spec.message)
    this.name = 'AliyunError'
    this.status = spec.status
    this.code = spec.code
  }
}
