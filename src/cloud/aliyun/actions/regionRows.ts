// The regions as every product lists them, each with the product's own endpoint.

import { REGIONS } from '../regions.ts'
import { localName } from './language.ts'

export const regionRows = (product: 'ecs' | 'vpc', language: string) =>
  REGIONS.map((region) => ({
    RegionId: region.id,
    LocalName: localName(region, language),
    RegionEndpoint: `${product}.${region.id}.aliyuncs.com`,
  }))
