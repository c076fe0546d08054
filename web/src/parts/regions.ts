// Regions: which ones an account uses, and what they are called.

import { useQuery } from '@tanstack/react-query'
import type { ResourceReader } from '../../../src/core/model/resources.ts'
import { useSettings } from '../app/settings.ts'
import { call } from '../client/client.ts'

export function regionsOf(reader: ResourceReader, accountId: string): readonly string[] {
  const kinds = ['securityGroup', 'vpc', 'eni', 'prefixList', 'portList', 'networkAcl'] as const
  const found = new Set(
    kinds.flatMap((kind) =>
      reader.by(kind, 'account', accountId).map((one) => (one as { region: string }).region),
    ),
  )
  return [...found].sort()
}

/** Regions and templates that forms offer. */
export const useChoices = () =>
  useQuery({ queryKey: ['choices'], queryFn: () => call('listChoices'), staleTime: Number.POSITIVE_INFINITY })
    .data

/** `华东1（杭州） cn-hangzhou`; the id alone until the names are known. */
export function useRegionName(): (id: string) => string {
  const { language } = useSettings()
  const choices = useChoices()
  return (id) => {
    const region = choices?.regions.find((one) => one.id === id)
    return region === undefined ? id : `${language === 'en' ? region.en : region.zh}`
  }
}
