// What the agent's loop tells others: log lines, and how far it got.

/** Where log lines go; pino's loggers fit. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface Status {
  readonly enforcedRevision: number
  readonly failure: string | null
  readonly driftRepairs: number
  readonly instances: number
}
