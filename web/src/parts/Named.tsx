// A resource by its name with a link to where it is shown, its id beside it.

import { Link } from 'wouter'
import type { Kind } from '../../../src/core/model/resources.ts'
import { useModel } from '../model/useModel.ts'

const PATHS: Partial<Readonly<Record<Kind, (id: string) => string>>> = {
  securityGroup: (id) => `/groups/${id}`,
  eni: (id) => `/enis/${id}`,
  instance: (id) => `/instances?find=${id}`,
  prefixList: (id) => `/lists?find=${id}`,
  portList: (id) => `/lists?find=${id}`,
  networkAcl: (id) => `/network-acls?find=${id}`,
  vpc: (id) => `/vpcs?find=${id}`,
}

interface NamedProps {
  readonly kind: Kind
  readonly id: string
  /** Without the id beside the name. */
  readonly brief?: boolean
}

export function Named({ kind, id, brief = false }: NamedProps) {
  const { reader } = useModel()
  const name = (reader.get(kind, id) as { readonly name?: string } | undefined)?.name ?? ''
  const path = PATHS[kind]?.(id)
  const shown = name === '' ? <span className="mono">{id}</span> : name
  return (
    <span className="named">
      {path === undefined ? shown : <Link href={path}>{shown}</Link>}
      {!brief && name !== '' && <span className="mono quiet"> {id}</span>}
    </span>
  )
}
