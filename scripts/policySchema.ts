// The JSON Schema of policy files, for editors.
import { policyJsonSchema } from '../src/server/policy/schema.ts'

export const policySchema = (): string => `${JSON.stringify(policyJsonSchema(), null, 2)}\n`
