// Where the service writes what it did; pino fits.

export interface Log {
  info(fields: object, message: string): void
  error(fields: object, message: string): void
}
