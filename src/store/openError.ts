// Why a store cannot be opened, and what the operator can do about it.

export class StoreOpenError extends Error {
  /** One line for the operator, to be shown after the message. */
  readonly wayOut: string

  constructor(message: string, wayOut: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StoreOpenError'
    this.wayOut = wayOut
  }
}
