// Regions and zones under the names that real clients expect.

export interface Region {
  readonly id: string
  /** Stands in ids of resources made there: `sg-bp1…` in Hangzhou. */
  readonly idCode: string
  readonly zh: string
  readonly en: string
  /** The last letter of each zone's id. */
  readonly zones: string
}

export const REGIONS: readonly Region[] = [
  { id: 'ap-northeast-1', idCode: '6we', zh: '日本（东京）', en: 'Japan (Tokyo)', zones: 'abc' },
  { id: 'ap-northeast-2', idCode: 'mj7', zh: '韩国（首尔）', en: 'South Korea (Seoul)', zones: 'ab' },
  { id: 'ap-southeast-1', idCode: 't4n', zh: '新加坡', en: 'Singapore', zones: 'abc' },
  {
    id: 'ap-southeast-3',
    idCode: '8ps',
    zh: '马来西亚（吉隆坡）',
    en: 'Malaysia (Kuala Lumpur)',
    zones: 'abc',
  },
  {
    id: 'ap-southeast-5',
    idCode: 'k1a',
    zh: '印度尼西亚（雅加达）',
    en: 'Indonesia (Jakarta)',
    zones: 'abc',
  },
  { id: 'ap-southeast-6', idCode: '5ts', zh: '菲律宾（马尼拉）', en: 'Philippines (Manila)', zones: 'ab' },
  { id: 'ap-southeast-7', idCode: '0jo', zh: '泰国（曼谷）', en: 'Thailand (Bangkok)', zones: 'ab' },
  { id: 'cn-beijing', idCode: '2ze', zh: '华北2（北京）', en: 'China (Beijing)', zones: 'acdefghijkl' },
  { id: 'cn-chengdu', idCode: '2vc', zh: '西南1（成都）', en: 'China (Chengdu)', zones: 'ab' },
  { id: 'cn-guangzhou', idCode: '7xv', zh: '华南3（广州）', en: 'China (Guangzhou)', zones: 'ab' },
  { id: 'cn-hangzhou', idCode: 'bp1', zh: '华东1（杭州）', en: 'China (Hangzhou)', zones: 'bfghijk' },
  { id: 'cn-heyuan', idCode: 'f8z', zh: '华南2（河源）', en: 'China (Heyuan)', zones: 'ab' },
  { id: 'cn-hongkong', idCode: 'j6c', zh: '中国香港', en: 'China (Hong Kong)', zones: 'bcd' },
  { id: 'cn-huhehaote', idCode: 'hp3', zh: '华北5（呼和浩特）', en: 'China (Hohhot)', zones: 'ab' },
  {
    id: 'cn-nanjing',
    idCode: 'gc7',
    zh: '华东5（南京-本地地域）',
    en: 'China (Nanjing - Local Region)',
    zones: 'a',
  },
  { id: 'cn-qingdao', idCode: 'm5e', zh: '华北1（青岛）', en: 'China (Qingdao)', zones: 'bc' },
  { id: 'cn-shanghai', idCode: 'uf6', zh: '华东2（上海）', en: 'China (Shanghai)', zones: 'abdefglmn' },
  { id: 'cn-shenzhen', idCode: 'wz9', zh: '华南1（深圳）', en: 'China (Shenzhen)', zones: 'acdef' },
  { id: 'cn-wulanchabu', idCode: '0jl', zh: '华北6（乌兰察布）', en: 'China (Ulanqab)', zones: 'abc' },
  { id: 'cn-zhangjiakou', idCode: '8vb', zh: '华北3（张家口）', en: 'China (Zhangjiakou)', zones: 'abc' },
  { id: 'eu-central-1', idCode: 'gw8', zh: '德国（法兰克福）', en: 'Germany (Frankfurt)', zones: 'abc' },
  { id: 'eu-west-1', idCode: 'd7o', zh: '英国（伦敦）', en: 'UK (London)', zones: 'ab' },
  { id: 'me-central-1', idCode: 'l4v', zh: '沙特（利雅得）', en: 'SAU (Riyadh)', zones: 'ab' },
  { id: 'me-east-1', idCode: 'eb3', zh: '阿联酋（迪拜）', en: 'UAE (Dubai)', zones: 'a' },
  { id: 'us-east-1', idCode: '0xi', zh: '美国（弗吉尼亚）', en: 'US (Virginia)', zones: 'ab' },
  { id: 'us-west-1', idCode: 'rj9', zh: '美国（硅谷）', en: 'US (Silicon Valley)', zones: 'ab' },
]

const byId: ReadonlyMap<string, Region> = new Map(REGIONS.map((region) => [region.id, region]))

export const regionOf = (id: string): Region | undefined => byId.get(id)
export const isRegion = (id: string): boolean => byId.has(id)

export interface Zone {
  readonly id: string
  readonly zh: string
  readonly en: string
}

/** `cn-hangzhou-h`, but `ap-southeast-1a`: a region that ends in a digit takes the letter as it is. */
export const zonesOf = (region: Region): readonly Zone[] =>
  [...region.zones].map((letter) => ({
    id: /\d$/.test(region.id) ? `${region.id}${letter}` : `${region.id}-${letter}`,
    zh: `${cityOf(region.zh, /（(.+?)(?:-.*)?）/)} 可用区${letter.toUpperCase()}`,
    en: `${cityOf(region.en, /\((.+?)(?: -.*)?\)/)} Zone ${letter.toUpperCase()}`,
  }))

export const isZoneOf = (zone: string, regionId: string): boolean => {
  const region = regionOf(regionId)
  return region !== undefined && zonesOf(region).some(({ id }) => id === zone)
}

const cityOf = (name: string, pattern: RegExp): string => pattern.exec(name)?.[1] ?? name
